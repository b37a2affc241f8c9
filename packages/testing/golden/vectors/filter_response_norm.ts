// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const FILTER_RESPONSE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("UvqhvzcxGb9f6ZQ/9AvTvT+OGECxS1Q+NvYWv6rbOMDZ67O+/Ju+v1ldIkCHr7I/0pTdvrZb1T/1TgRAhY0VQOEHsj8GyYQ/YGSRvxP8M7+YSwfA8pOlP8GnakBaVqq8Zbo5wHaL+j8u05Q/4mKRwO5ILz90UxFAgdk9vze/Fz6dhYW/zeMUv4jTJkBQR19AqE3hP4dpH0C6lQ+7YI2aP054OUAD37q+radTv2FvAT8jmhs/Lch+QHhUuT7Lg1pA+5TDvBLWnj5jQGU/F/+PP4ZHMj9Ga60/3JtgQOdS+b6Ukp2/8iwRwAPMG0BxsltAItsnQM5fgj/MNE7AjYSBPhU4MEC+EeE9C756vwl1lD9Yhvw/a3KxP6vktD/JC1dA"),
      dy: f32("MwZUPzMCsj+XBVe+BCSsPmTZ6z5f5LQ+gKpOP/OwhD+eS5e/aMKIPxv/qj5yRx8/Tep5PxiHZr6G5tC+uoVpP28LOj+d/03Au6GcP6apQT/4vvY9n9SNvid1jD8VRB6/WEzivSGiZb9WpaA/k9iHP5AawT+Ccpm/2CS4PuMTOD+VEK4/v98DP28OkT00Od89msAlvUuawb+j8z49gtRvv3VSCEBUd+G/j+oMP4BBDL/DhJU/Mk3jvwb8UT44sJE+QAkcv+CO0D/czn4+cFgMv7ePUr+qwjS/t8dUv3zphT+68ag+HDfavjNLrD923sy9vhI2PpLIRL+qgb0/lWUZvwmiR79wHEk/LATePtWspr5cyA4+KEWlP/wTjz9fQfg+"),
      gamma: f32("ft0TP6wvPD85CLY/qEaTPw=="),
      beta: f32("b5JXP7NESz8BHHM/o9GQvw=="),
      tau: f32("sn4Tv0ugWj3MIQI/dtQZPw=="),
      learnedEpsilon: f32("G1+NPsaPsT2BNqc7SvA3Pg=="),
    },
    outputs: {
      y: f64("lDPzerDh0j/AyDwxHKviP/RzQjMhhfU/Ury5Al2F6T/K1k1t7fX9P4avI2KB0O0/S6f6F8XM4T8AAABgCVSrP9H23LDZ3+Q/fLGgrlHHyD+SlDFdLxL9PxVzuSnTtfU/LX9IR1M74j+4MMX+jU0DQC9rNzZ/HQZAh8H34OYBCEA7Ql60Xl0BQD50EynEw/0/AAAAwI464z8AAADAjjrjPwAAAMCOOuM/AAAAwI464z+sRy9/BcrwPwAAAMCOOuM/7MAZWUc9yj+y6evKPFn0Px9QfPKmjvE/lCjmIcXhw78TIma0r8HvP6zXWvD9cvU/nm2p290w4D+Novh2HkDrP5QMWjTG4tg/HDmfEfkt4j/8QyvlZuf8P2wszLVeMQFAW2cgpizBAkADyzJxy2IHQOUFlIJHVe4/iq0D0HGA/j/+Cwr1ffcJQCquwaBtIuU/AAAAwI464z8AAADAjjrjPwAAAMCOOuM/JPMCnmpQ7T8AAADAjjrjP15B+lrg/OM/rj9GVbOC6j+oOknVPE7wPxQkCJg2pvU/aMuQToW+9z/qw6zD1tTzP9ZIVqTG1/k/95OLCOY5/T+NvP6N1dLkP+gt1qGuots/fPU6BfYzwD9tiXpQGir4P6quG55n3fw/ttO9oQrvBUD/BO4VYVT6PwAAAIA5ROA/Nuu70rn18T/sDf9s5qUGQFi7yTRSZfA/AAAAwI464z8AAADAjjrjPwAAAMCOOuM/AAAAwI464z8AAADAjjrjP+oi3Ds5sus/"),
    },
    gradients: {
      x: f64("qIseV2mv0z8lMpLRhXniPwrP9WUOuqa/XoZlLP8Twj8iT5RW1dPSP3DbhfKim8Q/0ZCgkqHh1D/Dk9F9lqtuP6fQi4oGed6/+dHj5OWx2z9cWAkc49DAP265nPI94c8//WZShwkB6j/wfhNkVH2bv1ypwSHdu8K/Mt5ao4Ok8D/S0ziKdfnoP3nJOx7zwAXA7j29mzf9vj94LYtOXi6zPy7F79VK1sw/QsPGOVKlwb8yuJK0OcPQP9LRVPcqJ2I/pIHzzZ+uv79SrbiVlZ3Avz9jkCFSL9Q/XZdOajTEsz8NX/E14bLWPxzX/AWZuMe/6GlK73RBvz969pdMmBnSPxyoE2AwHOA/IIjf1Q3Yxz+xNC5XTuK2P3rsr7IUBcA/7W5SXtYmxb/brC8eyTD2v6JzpiRW/6I/fR6Zdlqt6r8xb20dyX73P/C+tv6b4/W/SnoOS+gatr+ZPBY3RgmrP4NO8UBAQLA/1jKWpMPX37+wNn+tEVujP45WmE4HGOA/HzJlpGB11r/Q13lpjgvvPwAlGrqJjdA/RHnNzh9Jxb8tdPG7djvYv6ZBbFPn+8y/a5CavaWKz7+25ak0nrfTP57oB0qEBbk/VMWoFafLv79BXeclykPZP4gsFK9FAKC/zUP+6mzv0j9cl7QX2EfdvxDuqABFa8u/Z67n8Hsg2b+erUJgr2LWv3+hK4EkaeE/2aeWBSCXpT+uQmBr5ZCpv7Ja1UdqvrW/35d7LPGOrr9KDIog4Cavv7hwRWsrXsI/"),
      gamma: f64("4h4fFX5dEsBwU6SOEDjkv8mZSYWjI/W/aOQVndwHyT8="),
      beta: f64("AAAA9r3BD0AAAICcyZcYQAAAwEuH+xHAAAAAgLVItz8="),
      tau: f64("AAAAAAAAAAAAAABgHpbwPwAAAEA1sPc/AAAA3mDzFEA="),
      learnedEpsilon: f64("3XZUdr+f4z9bsyuYRdSwP8RfBtWS6NE/eqXVBs5Zwb8="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("W+wOP/CV3z6ICRa7QvGov7S4NUB2HR3A0c7CPooP1z5t3YA/pfkOQOb2Jz/Mu5O/3JqDvoTDm77S0ArANVqswCt4tj8OyFg/jniQQFtoqT4WMpq/10tMwDNkob+9ipo/3wGBPxmNx7/WlZc/kLNjQDLEaD8B0iJAdlJyPz1VrL9PGpnAnyRkP7RtRj8UbBw/TXPSPoQmjsBkiybA79hnv69BM8BVHwg/8vQVQKxtcsBXUitA3YxhQJtYwT8yDRo/1xbOP/G0Fb8UAlhAbrISv3mGakDmbOs9OlocQLEZFkA="),
      dy: f32("SlQrP1p5HD+jS+A9trOKPvDTBkCvmgC/xTBMvzTG2D+22v6+xPV9vXXth787oSy/tgFOP5Im7L0HUtw/e1asv9iYM799bpg9aejAPjAAVT+ncwO/8zydPxm9Mr/97Be/R+XMPrE3LL7w3o2+ZW4Hv0Vyrj/sv7w/TPx3P46FW78dG8Q/J8AhvooV0j4WnLQ+B0gEPoWVyz9W+Su/BbuAv3Ocez93I0S/5uvaPpJekj9dw7o+/TrAPyo7vb47Ola/qIiSPoEDnL8geU2+ptJ8PgrAlT/X2lG+BLHlvrR8Kb8="),
      gamma: f32("VpnFP1sx9j5DzA0/SJLXPg=="),
      beta: f32("UpSUPvmKob+xCZm+KVXePg=="),
      tau: f32("1/RfPhvekL8F/UI/lkBcvg=="),
      learnedEpsilon: f32("lApovYq/rzzMzbI9TgnWvA=="),
    },
    outputs: {
      y: f64("SXqIy7EL6z9/DQ+gbS3nP25yjc5AbdI/AAAA4Jr+yz/8wVRl7OYIQAAAAOCa/ss/A7ZbprZj5T8zGIPSvzfxv7apDnvQH+q/ktunD7h60b/48/kAaBfvvwAAAGDDG/K/AAAAYMMb8r8AAABgwxvyvwAAAKCgX+g/AAAAoKBf6D8AAACgoF/oPwAAAKCgX+g/AAAAoKBf6D8AAACgoF/oPwAAAKCgX+g/ZGzffaJAyr9aeLNtNELHPzjdOYtLouU/ekMjs/ta5D+QJuOrPzu/PymyOE5lfOU/AIKC3WpZ8j9Rm0qM+3XtP2XK0A0KbwBAo2CdQQJK7j8AAADgmv7LPwAAAOCa/ss/B9+B72UP7T+Wm0iiFHzqPwAAAGDDG/K/AAAAYMMb8r8AAABgwxvyvwAAAGDDG/K/AAAAYMMb8r8AAABgwxvyvwAAAGDDG/K/AAAAoKBf6D8AAACgoF/oPwAAAKCgX+g/AAAAoKBf6D8AAACgoF/oPwAAAKCgX+g/AAAAoKBf6D/LhVNr0vPUP+dxqQzh0PA/P1RtkAUX1T8wAv8GcKnxP8ymhNLOIt0/XK9iFGku7D/wCOyELJzrPw=="),
    },
    gradients: {
      x: f64("0G43XrlI3T9EpeTT6XzcP298Kc+3Frw/+2ZDes5t3z9GI9BInZrwP5uX6QKJOu0/tvDDLQ7n7b+WhJnXzHDoP77WkuI348e/GrBH9e9DqD+xgGYM7K3cvz7cBr73y6O/o6kPda2igb/lds63cN+EvwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA88i/TC93wT8eLAhhq3DHv5/nGmtX0bO/Cs4wem1gvT9UW9rJFVO2vwDKnEJNZY6/+M6JfqiSkD/zciSaobPqP0TAbXXY0eY/7zvSt3rP4T8pYTvcpPTEP+vDYWAEnuI/S9p7oPrjy78wPU/JXVrIPwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD7DOwNJvTLv/pk6bBjmK+/589pwdFGqT/ykr06YuLHPxGUDA9OnKO/LuABDmygub/FK8UHhrbBvw=="),
      gamma: f64("/vyKKBE1G0CqAdfky2nivwAAAAAAAAAAtEQ5E9vg/b8="),
      beta: f64("AACA8sUHG0AAAADAxmSyPwAAAAAAAAAAAAAA4FxK/78="),
      tau: f64("AAAAAPZb3D8AAABwCw7kPwAAAIUgrwdAAAAAAAAAAAA="),
      learnedEpsilon: f64("FminDTSl+z8zpRAzRQS+PwAAAAAAAAAAxP7snqgcuL8="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("qyEWvbJeMb+1mBpAsx7sP1C2O0CvHoc/ZM1HwN0dekCC36A/bhVVQF9Ub0CpVdw/6Ck3v3GVAUClGMW/ltn0P7grJEC2/oe/fZTOv+c7BcA="),
      dy: f32("hKoBQNKQPr/73a4+bdacv2ro+D7/7Lg+AXpMPrVbsr4YDRxABB20v4EwRL/SJC0/1znNv5zdab9ypgk/2vv6PkFbnz+nS8C+jNKfPvAPer8="),
      gamma: f32("2a8jPx6I0z5ytkM/FkDiPw=="),
      beta: f32("rHQ8vwKhOL+Yf5G+/qt8Pw=="),
      tau: f32("JZ+SvrMZK73VW34+On8Tvw=="),
      learnedEpsilon: f32("YbY4vSPEgD0Pcfq8+emZvQ=="),
    },
    outputs: {
      y: f64("AAAAoORT0r8AAABgNmOlv5Lk5qTpm94/Qhzqj4rhBUBgBKTppDS5vwAAAGA2Y6W/AAAAoHrLzz+2OHGKYwAGQLgX0ZstG7u/AAAAYDZjpb9yh+Xti6/eP4jDBGe92wVAAAAAoORT0r8AAABgNmOlvwAAAKB6y88/EScZ7EnkBUBoK15B1Va5vwAAAGA2Y6W/AAAAoHrLzz8AAABA52/ivw=="),
    },
    gradients: {
      x: f64("AAAAAAAAAAAAAAAAAAAAAABNmX2fAkM/gJn8DOIGmr8AzpafzHVCPwAAAAAAAAAAAAAAAAAAAAAA4yJmIo1JvyApziNfwKE/AAAAAAAAAAAAvC7daBo3v2AUUsVImJE/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAoJssJxe4gj+AXGU3l59hPwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="),
      gamma: f64("il8MDRCEEEAAAAAAAAAAAA21C09OMdu/u6NyROIA2r8="),
      beta: f64("AAAAXHytEEAAAAAAAAAAAAAAAOBgMNu/AAAAYP0N2r8="),
      tau: f64("AAAAgJgN2z8AAABQvqIIwAAAAITjyvA/AAAAAP5B778="),
      learnedEpsilon: f64("KuUb9y+d4T8AAAAAAAAAACAECJFBkFU/sBF/lU9Pk78="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("K6aLv8mVnEAWrc0/KjgaP3nmgz+VTQxAhFHLPiILoD8UkKC/HEnVvFUHBUCyZrk/Xof7v09xRsCb9ME/7lBNvjeB+D/42B7ApEOKPwA/Eb6C/TvA0l2fP5uUsj4oY6fA"),
      dy: f32("3IT7vc9DFzwsV3s/qYnov0wOHz/FCBzAxCaOP3fQ/74fonA/+WHmPzCsO77gg8q/uhZcv8QsPL+ZaAO/568dPiwFrby27SpAG9Zzv6kjuT4frJq/7xgxP6iFdT+k99Q+"),
      gamma: f32("R1vCP+cmpD8="),
      beta: f32("w2VGPpZ7WD8="),
      tau: f32("0kDpPbDVcT0="),
      learnedEpsilon: f32("DowLOqqnrb0="),
    },
    outputs: {
      y: f64("AAAAQBoovT8/PFmlLokKQJQtLSZzgvM/oteREA6B4j9vA2znNT/rP5euqhvefPk/P+VoLVjF8z9MiPqCBJcAQAAAAAC2Oq4/IFkvr/Q96j93FS97EhkHQKJK01eGJQJAAAAAQBoovT8AAABAGii9P+6zViqr3vQ/AAAAQBoovT8poZh2FN75PwAAAEAaKL0/Kv5kFP0u9j8tVlaSqsnoPwAAAAC2Oq4/Z1GnnBaB9z9KYrPVBlPwPwAAAAC2Oq4/"),
    },
    gradients: {
      x: f64("Le2KuKLstb9kTa232/XYP74W91HUFug/eEqJyM3L8b83oWHGnY7ePyi3YlQFJfa/uxoq02c58z9KKwR5yTLCvyejHdycYda/a2EU3Gcr/D/0XuXfxpDZP3r00Gk+Z/K/H0XwB+Jyp7+to1xA83+yv3xSVLKR0dW/QaMQpv0jc7/MtZ0tXnuePyeCiQX7na2/6Bs2T4Of3r+ONaPHbTPHPyPvXSmKs3E/O2cDYuIM1j/I2A/EFbPePx9fCejNhX8/"),
      gamma: f64("EVZTsaU0AcAOaCdWUG0BwA=="),
      beta: f64("AAAgCSVqCcAAAAAwDEn7Pw=="),
      tau: f64("AAAAhOu28T8AAACA2eLCPw=="),
      learnedEpsilon: f64("x2WQNOKL0z+/4SoBR5/qvw=="),
    },
  },
];
