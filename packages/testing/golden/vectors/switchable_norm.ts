// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const SWITCHABLE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("5cbeP6ZadkB1yjzACc+nQCR2NUBQ3oFAf8MTv4QFTz+jB01AmneVv88Uhr/s7gdAfqjvv+6/MD7yKr6+cz4rQFs0CD9QdzhALEo3PxYgbD+1eJW/N3NaPhbcIUDU3wdAryBXvwunxb1qyWG91tx/wMFDnz/UE3w/QWdtwATLFUCm4Yu/XfURQFTBSb8h6qw+Y06Av0OwKUDWuyBAjPsqP+/S07+pokU+PAIxQIUmIsBLzww/baWkQPJjbb5Vu88/7y2XQP1gEb86gI++qWHJQL7m3j7/Igq/u0DovivWrz/jNcS+bjq8PyJE3z1HUAE/tJx7viyJfr/BCPg+DqU9PrNZFUAyocg/4wMOQIJ3B7+hRgzA8Cq2v2ee7b+a1bA+"),
      dy: f32("B7e9P9ZmGr+ZjKM/HeN+P8067D9TOny/y3PjP+BCOL81UJC/2E+Fv5lmSz95Yoe/RpNmPxc/Tr8odLK+vQ0HP7dZOL9Dvy8/3YTUP1Nayj/iIUG/cFgOQM4p075TlkQ/ClWdP8aAzj51nYE/s7Fnv4Ra0z+lXmK/qKUfP9oIpT4Nxdq+aDbJP1ZTgz/frvI+KSskPyLcg7/dHDQ/PT1MPr4ucz94JV0/a1oNv3arF78aa6g/c2xovm9lGT/nKny9k3CjP/Pw7L6i5RM/FogTwJIOBEAwvjE/BQ0lPn1Atr1w9ae/7gYtvybqlr7NHfk+pb/4PkbkEr9nqoe/PDWPPuSPxD/G7n+/lm8qP+eJ/77mrdi+kQuCO3r5aj90Zxs/"),
      meanLogits: f32("Is/IviHs+T999Ho8"),
      varianceLogits: f32("1ga0P46g9r8Ae/o/"),
      gamma: f32("Muu3PwPo7z/1bV8/OBczPw=="),
      beta: f32("kC+CP5kAmT9Q02E9Demqvg=="),
    },
    outputs: {
      y: f64("RF+/HWZp9D98yXMl/TcDQPDkH4j2rfO/IlCZAPstCUCv92LbP8X9P4uE6ojFHARATg2Z41xi478MKKonvTvvPwAOX1gZrQ1A2IGHg9h59L8MfYPZ5Efyv8xO8lxu0QNALGIQROko+b9xZbpTW5rbv0ChpC1DhOe/0J8y+unl7j9Q2cxez4fNv/LR46UxS/E/DpEHkQwZ3r+Soa+267nYv3JAKM35x/O/TMSvVQmX5b9ioZ9nJhfRP8xkSrGkF7o/4FJz4B580z9Qlm6wz/fnP9A18IVvwug/XMdsGHJS+b9+4QUnDc74P9VlilGdUvY/QiNeJslNB8Ch9JUodaUKQFhqPI+/NMu/AEfd4NEmCkDASAYMRRi6P3WlhAWoOPQ/ZhM8IeTT5r8++NwMyZ71PwWRjvTwWvQ/b9uNGdR/zT/Gc9biIFDxv0Sm+KfGZaO/zDs6jsOM3D/bS3DeG830v1d0etYQLdK/gW1nOZmu8z++Id1JBlXhv2wsRD+xy7E/vqGJxxcaCUBK4qYikY3WP5gzs57SHuA/39qGpxW1D0D7CDMERSzsP6CoGXqCgdc/YF/hlxVPtb8w/skQEh8DQAD3jIWBq4g/Hab8YW8rBEBQwR0OzbTlP7PtdymGbvM/6baji11O3L8JuOxV32rtvwA77EsRjZc/blJfzNF2xb/HTiy4uTjzP48496nO0eY/5AgRb7/31j9TpoJ/Ebjmv2kBoQW5tPW/QJ+S3kHs8L/Q+IpcY57zv2wrFpRRq9e/"),
    },
    gradients: {
      x: f64("iF+H3ASg5D+y03uU9Dbav6igl4WovNk/NL0+g9b73j9rNVCmFtXrP/5PNfQ1c+O/Wukmbu+3+z9xr1N+A1rqv4MDbC2N/ui/TZbvGFHB+b/JtKUtNF3gP1dYL9lZxe2/vFulNyZI3D8tHkWCe2/hv7ELd8AG9dG/R38A2KIUxD/kyh/zLxrgv0JZGzUd/c4/wmzZZhMw4T+5qS2FhTngP1Nslo/rwd2/xmhAS4la6D+BztQrKVXSvywffoKTOMg/IA7tuzaR2z+se9rSTe6vvxiSm5S4UNM/ddy5eBoY67/insH7S+XlPxSuMuxpmeq/kjBMRbimxT88Ws9Xmu7DPyum95ARLem/0k/etEQU9z/fwDmhQEznP0x8IVEMXMs/TnmBhv1Zoj8Evx8FmErnv0VGZMScWM8/YPoIyIbKwL+lLs1GocfGP8EF6OWtQcw/40QnQQNd2r/3hdxAx7vdv0ur2pbj8sc/wvxDT8Rf0r+now7snRGsv1H6Mv+dj9C/sFCdoc4N6z/7/ZR955LXvzIPo46zBck/dI6oPChy7r+3Uv8sm0jwP5i2gaKQAc8/CycP+9gS0D+gvwycxKpkP6aB5Q6j1fu/336qhfov6b+ylAN4VabVv/4spqUSpOc/ycvLxVZL2D9W+Kb0zJjQv53kt4WHgeS/O/pFzXQZzT9F+4rz7YztP2D6Y6jh9eS/p2PpsZrn0D985RTJdLDHv88ayZsCncO/4l4Sp1g9iD8bH370bYvXP60xx+e4OM8/"),
      meanLogits: f64("aVdPPR/suL9ZEuh3SI/ZP5Y8lKhAVNO/"),
      varianceLogits: f64("szsXgNLe0j8vGTomuA9aP8h1PTji+NK/"),
      gamma: f64("/Ga8Ary0B8DZrkGUZs4FwIjvEx9AwcC/texSDl1t4L8="),
      beta: f64("AAAAm166IEAAAAAI/XbfPwAAAE6Y4wFAAADIVUFIG0A="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("ukftvw+3vb+7/Qa+87OvPyn96r8tWu8/pJ2PQMkfvr1KRug/xOZaPweNfUCuZ5S/UT+Dv45fScDfMDlAhJE6PyJXeUARON+/eN+1P2DN9D+I92k/xYnDv1QK87/PXYc+ba2jv2ZieT7m0IG/CknWvpIUr78GLktAfgUNQPulyT7wkwZAJklYv98f4L4kRYZAQWRJv86h4T/9x2g+DyGEvlPz3T4444ZAx8nBP8CmjkBcqeU/RC2+vjXXsb7TU0jAsDHzvyiEAcCBqTu/K0JZvlDwkz/q2qG+x4WPP/cy0j8="),
      dy: f32("5JmovysvVT++E/O+GbSLP2E8lb4os52+iZsXQL36sL9GZfE+1eZYPwOHgb+8Zm2/NAU0v6dTnT5vUDq/nvjUvp8+mr4Xaz7AO52IP6TShz67aZi/PITxvruaxj85iog+vEQjPz5dfz/E3Du/navEv2ciHj9PWC4/BatLvmP92D+0B46/AO94P5/wXD8SMnA9rotDv/deXD9GtM4/cB07vZHoq74yzNs9Etr5vo3fmj3N7YO9j/0Gv7q5lr8TVri/0xizP1aDbr8NE46/cZKsP1kK/D+bZu++gII1P2C8Nr8="),
      meanLogits: f32("tH5qP2egKL/KxkY/"),
      varianceLogits: f32("StcqP8xFID/uFWK/"),
      gamma: f32("/W5WPz3gJT9vW7Y/9+I7Pw=="),
      beta: f32("1yl5P+5wUz9gh3Y+G9Srvw=="),
    },
    outputs: {
      y: f64("UAol7TmOqT+0JRej/arJP64bVLdR7uc/JKONr+u49T8wdW1RNkWtP26mCSp38vg/WNZsHXb2BEBJ3RmiVwvlP+JnipDIJvQ/dVuXOmid7j9xVEArjf3+P4Kn36QljdQ/ucGQCBJC1z80lubsmJLTv52vYOEWVPo/0A9JSdU3nr/siPUjZF4DQFB4sGGFFf+/4JhhPi8x4D/ll42+dF3sP2AnU1zFHr0/SDQYSEHA/b+xcWqij2EAwCKG5VG+a+6/PE2p1je7+78b2hfDWsLuvxd6U6m2lfm/J+ike2nA9L9AETlgZQmVP4yQtKUvUAFAytMQbRZL+z/EzZg0ikLrP6QlmyJ7iPo/VHi+adUb0T/A0ZNZjmfdP5QR81mbFP4/XKpGfJrnyT/ln7Ud8PjwP4zjX2/LZuE/Gme8EvBX2D96HrKLd5/jP6+f8iM4L/4/XHChKikU7D+b5wMFnsQGQEMjwU+zCfE/cu7x4diH2L/8S/CX4H/Xv5MG0qHr0gHAJ1v0yXx89r8fXvq1iFICwEcU2IJFw/q/xbcY50TG9r/SAMuO55nov3eQK2AJkve/pjTZPygh6b9Ea7pkESfhvw=="),
    },
    gradients: {
      x: f64("V613Vwtm2L8FgSAkLXXcPxTCSDOXDNC/Y8A/KUiPyT/nBPH+g4ygPyapjwv/a9u/AAjROmx81T/+gtdM6nLWvzJdzp2PdcQ/VyYo4Js21D+rGq4/kxXZv1S8yMplL8W/P/5mTbOaub8woL/5V0zTPyrfgvZiTd6/VfgwckmQvj8aFyM8RpnTv1wrvm1cWfe/ZOBxC3958j8Ye7ameBLdP1z2M/44U+C/G2AByCyuyr/MHEgHpYPqPz5c8OHT+rw/vI67CR0z1j9K4NNsHgHfP/d6c4300Na/55HRTc3+6L/SLB/iwc2nP4D1hiVkBsg/nFf2cw0W0L/R9C71BCTjP9xqtuzk3+W/Kqmwd/UDzT9WpnNX+6/HP95epXkbTra/Q8gogK/Jz7/GlMYMI6fOP67AkYvF7eA/SGm0RI5Dk78/PctOJvfAvwj27ohFObK/1ElehgBvwr+0oYCjRMetP9n01D9RYr8/Ujq4t97nrb8x1SCRRajfv/YMu2KoKeC/4CRlrOYg9T8ZKT1kW+jUv+y6sNfebuC/FEjtQQXm4z82qBxjNfbpP+SvZCZRlc6/8wzg9CEDyz/MmOnRzFjgvw=="),
      meanLogits: f64("Lvjicd6XxT8Y6g+wIQDSv/e3edzJ0Lw/"),
      varianceLogits: f64("hB8DytromT+O9RBzglubv4tk3ZB6Klc/"),
      gamma: f64("B57AYyVODUDn+kRmIMLhP+3WoLmzhRVA1tvl3vkHAkA="),
      beta: f64("AAAAHaywFUAAAAD0OOPsvwAAAK4JARrAAAAAcJY8+D8="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("sJ/3v9sRE78WILW/uqgVwImSmT+NqjzA5w7TP536O0DlMwXA1AacP1+Cnz8j+vw+pQpmvDwUpT+XOYy+wPLiPuFXDECxR04/fZzXP1KuGz8="),
      dy: f32("z1FjvyCvHD/T5IE/26fMPv3O975NJIQ/nuVhPwAD977mtgc+TWMxvzXGar8caIa/4fV1v5yreL+oYSi/5YMRP6TH5D2mNK4+RPviPkUYvD8="),
      meanLogits: f32("C/nRPyjeEj/b7aI/"),
      varianceLogits: f32("pZ8uvec9MsA6F/O8"),
      gamma: f32("uxqKP2Erkj9JuQo/diz/Pg=="),
      beta: f32("+lWfP4EP6z55uh8/qSZAvw=="),
    },
    outputs: {
      y: f64("eSGBhCgc5D/GQxSY2n3cPy6pERQjics/9W0JLF1J879WNkbRWFj7P2S3MrBFcvG/qlAIII6a7T+MaK8PAjHQvz4e6tW9OdM/56fM3DTk8D+KlYx4UsbrP/IrdnoLGue/PyqEie6N8z+oDQKqEEPxP8c7HWa4+tc/ohfuNYzD57+AYoiweMcAQIonMYfRN+U/j+21V2i97D+J8YTA2tTovw=="),
    },
    gradients: {
      x: f64("AW38CZ8m0b/RChAMnG/GPz5NTk1dXs4/6qzOdlJgrr+aiq/uyD7Dv6LIi+HrAL6/w0eioWyGyz8upaEM2/Svv9+vCC0udNI/aeacjqVTsb/84N/fyNDNv5yhY+uEHse/crL0VyAVzr+eQVrfsjzIv4z+6CGAnsW/5plKJb5Txz/YwM4ecA+xP02KVFWUbNA/TGL3S0jdsT85hqvlNsvOPw=="),
      meanLogits: f64("a9md0UEX9j8tx8v3lTXbv0LPVae4k+6/"),
      varianceLogits: f64("017Iq8Wj5b9KKdolD5qwP6oZDceDkOM/"),
      gamma: f64("vgCSITyn0j9mpn+kweQBwPJVBGJ9pMS/ZMG4OMYf778="),
      beta: f64("AAAABES1AMAAAAAAyYDUPwAAACChgOg/AAAAkNT27D8="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("OG1FwEJAPr8wZwHABbQDPkj0RUDuHAg/rOV9Pyc9578kEx7AoGhgvzc9CkCC3tQ9CFi3v3mU4L6FtnPAL5f+P2BIOcAis6A+wirqPYeR+j9zIcS/za84PrxcV0AWYiLA"),
      dy: f32("xHiJv5IjD7/PAB6/YMiUP8dbur+XImG/Vx2BPzH/17/MMiA/lQIQQGOGiD4rzOI+0Is1vq3SfL8TvwC+TI0WQCLKxj89aVc+DGCKP5mOvL4YJWC/P4wqv2whNb8XKta/"),
      meanLogits: f32("95sevfigIr/gSDe/"),
      varianceLogits: f32("E2meP+m2mD/RtZi/"),
      gamma: f32("dakvPwsXXz8="),
      beta: f32("5rBwv9xF0D8="),
    },
    outputs: {
      y: f64("mNNtIO12/r9xY6Llq9vwv1yb93PeSfi/47esk7eV57+MYwPvT7vVP1nYva2J5uK/yCV8uIcdAkBabJ+iyH/qP5z0YpX+NN8/qOf+kAPj9D9byQCnh+kGQBiU6f148Pw/FiUJK/KW8r+0C5l2XUrqv6/s+KThmv+/QAxx6ivUgz8CY8M1Zpr6v44y66WKC+K/UPIrHGu8+j+vGuO4dr0DQCgzzkXXs+4/TnyDgkUx+z+gKEeoEpsIQAzp55tDzuA/"),
    },
    gradients: {
      x: f64("mXpUZAv10r82EdM2z3W6v2p6vW/SVsC/PvP7kcLE4D9rvactEtjav2iUZA7rtcu/I9b1n13T1T8oslviMgnuv/FmM7LDf9E/Fl/GIujD8D95OyRzuFe1v0E072ZYbrU/asS4Mscft78j6OSfc57av6SHMe5rtKU/SA9UxmmG4z+s41UaH1biP+t0sn4vl6W/91dU8xp/4j+SAN4Eii7Bv/DninFRaci/jqWnqJ4Nx7+XxohlkizWv2NH/G7TQ9+/"),
      meanLogits: f64("kmnjw6Ge2D+9mgBXD9vHv2g4xjA0Ysm/"),
      varianceLogits: f64("QNWdPp3wsD9hL/ePiqaxvyhEKyuqvWY/"),
      gamma: f64("pr7FvxbU8T9IoBjZhOMCQA=="),
      beta: f64("AAAAEB4k478AAACg3GLTvw=="),
    },
  },
];
