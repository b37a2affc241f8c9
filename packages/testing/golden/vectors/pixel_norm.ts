// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const PIXEL_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 1e-08},
    inputs: {
      x: f32("+WJ/wOfjH0AFWyfARvdYv0O4bEA83anABwMkvjSHrj9I74E/cvSWP6r/1D92SRtA0b0IQCbTkr/WRMM9N/gyv+zauT9YaOk/PMHJvkuhVsA9t8k/3Pndv9FA5r/6KMM/1dINwDIkXECWy5A/0OTtPyZIuL7hWV0+PLJ1v2u9o0AOcle/smRoP3tbXb+gL0Q/soWxPuOAg7+n6eo+BL29P+Uz275fHPM/qAPbvyEegL+wvMo/f8TdP+NBE0AaTphABgjjP46vbL+t32I/5CZ4QAR8mD+69QpAj2z6P4Dv6r9kB889V1LWv4TzHsAYwva+96e2P3169T+FTwBAmYakvh8BgkC4S6bARv8BwHu60z9CI+0/a9tFvuLCz0Cozho/"),
      dy: f32("3KWNPjaZVr8fmpM/HUQAQI7PPT8mwJC8Z2DYPqDOD8Cr6aI9cZOTP+p0/b6rsdi/4Xnev8QYpz+JagK/CVt5vyuuOb+7+Js/J3tWv7E2OL9qYZi/pu0yPz7B5L1qQ+m9q9LgPcCDLL1dons/AojPv3egMz+jU30/eNicPhA8wj4u/Yi/gToLv15alD9lar++1/mQP14w4z/Imig/O3D6vv+4J79zotw9aCqLv9OlCb8aTAc/aG04P6ZLRT/gfZw+23ebPVJpsz29qL0/zEcSPqqOuL2QdhS/6SMcPU9F1z4lW+s+UQymPm0MTr8pK7U+Im1Dvyr+Q78BtJe/AME9v/2/lL8F6no/TbRQv2bCBb+Xbr2/3urzvtJ5hT8Clqe/"),
    },
    outputs: {
      y: f64("UIGFFkMW/L87kS4EUZbxP2UB+RcO//m/zJ71ehHp5r+03ECweVr5P6Ue72JH9Pq/SbJgbKgJsr+UPe98gDLjP60Y9Yn6LuQ/cBT6lknh7z+YWGvUFNDmP9CkUREepOg/HBQ288AT7j8+iH7HaCbgv3SIT2QOVa4/4IfJlPHl4r9+nVh/2efjP+fWX5vHhOI/LttXQ0owxr/3WR4zuZv3v9xLmDxsVe8/+pYknYBw979dO4gKLKnov0Qrfxnb994/lUA/pQHM97+UFRvaYWPxP9Ti4DdGr/A/8Vsnp5xR8z++QqNPnUbSvxlGSHBbV7U/PZa+Weuc5L/C+mNd0935P4HNRNZd0+i/RHXSFEPf4j8AEVq45vPlv3Qd2pw86tI/IyUC7W/JzT8p2lvAJcbUv9q7mZKfEds/o5x9QQDR7j8zMcfaMr3Vv+LDv49tcOc/spEsNNxf8r+SAQ8YOT3Uv45lCa57XPc/MsyfbVwC8j+Id8p4PzX9P0KVL6lYXv0/au4nsAxS7z/ocAKnYSTiv+MqlfwBwOM/XjlVOkFD/T/ZncE3FrzSP0SqAuWMceg/CZdBrRpG8T9m/6+rCQLyv9lcMf/ABbI/LwCc9fpF6b+kyJuXfIfjv6vWhkTts8W/+6bRUNoy6T+1uZi96tDyP0wDcZvyVvY/4czj0btmw7+EQa6BC/LvP17ROuyFQP2/rLvttBnv8b+NUqmipzrwP20bWh6/pPQ/xExOI/JUt7/K0r3etIb5PzYdOektO8s/"),
    },
    gradients: {
      x: f64("gXbiPFj40L8YRx2oyVLCv2BsNA3wTqe/VXk4QndP+T/CqSGS0rvOP23uYaGJx7a/MHS7TSPPxT9Vru6+4rHrv+7Sd2pyGNY/khUFY6sO8j8U+pZfd5zPv1jSCXo58t+/KbZa2NDW4b9zB/Fh1SDePxyHQlXletK/g8BYe4pD7b/HZApbxNXVv1nLwnsuldo/R95YHIAI2r/kPV08Q9Pjv5oyhMf88tG/uNO6n0A81z8M1vT/T8WEv/CgvxTz+4i/1iFzi5Qb1z/wd9jzH9Gbv4bXSiYtm8o/Gm1Elo2K5b8KUB4JlfbiP2OZENj9G9g/s2C6qt0f1T+Yc7FeC2i5P6UFSPTi5N2/gpgenEp1xb+3XRxgxRfwP+bK65Xer8S/lWRoBhHj5j/dhxqFyxPiP4igQXApu9Q/gFcqX5HWjb+GmvrOn4jev8AG2W7aVFu/EsWf9g9A4L92ROnafTrFvzRQo87wY9+/fexAHjtR6j/iaSu6LnHYPyw25+dbnoM/Vmzo+ZBMkL++JOgWzLS9vzh1l7irAvU/lFMdV6q7oD/izR2D2kCkv7jhAkxE4Z+/+slf5nPgpb8A8lpJbUW0v+ziJZCpitY/jgDY7rV/xT8zogHFOqvEvzHOK3E1C7Y/zwReHdrv3b9M0OZs1wm+v67uPkxSNci/AjCuSTUx1r96NSiIlxPWv+QLSPQ8qbG/YVJ66imO2L/w1DKy2BSRv2THvT5bVdy/hznr88KKzL+eNQEpnKbEPzbxrZWxZdq/"),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 1e-08},
    inputs: {
      x: f32("XZAkvvqwQz2HM/89nLhIv2/HNEBo/nI/VTrVv/Ya7j8Cg7y/TIdoQLhmYr4hXFw+hvwMQBSTt7vVhAG/68J0vrueJEBpDJvApOeWPjurcD4NKd6/pQ6NQARgw74QHZc/3rXkP8EoeUA3gxc/+lp4v9K5DkBg3mvAUMQMQEmRAj4t8dm/xteMvlMfT7647TC/k/AfwIlnF8DFYXJAqHaeQNqyNz+0yghAKUZ3vsJrCkAa5xQ/NtAZwJP68j+jW7s+B2SEv1Aq1L88x0NAnToTP409Oj+XUdu/gROxwGTwj78="),
      dy: f32("XT/HP3Nemb/FcJo+4y4CP/L6b757MmY/9zibvsK8rr5BNyY+ssWKPwW72r9woPS+pjCTP5LtpbwR5ng/UMOrv6Clb74ovDU/79lQP+2FGr1vsjE/+T5vv+0roD8ij44+YB8sv00ohj/8YkK/+AaLP18Yij2uHre/y+aTvx+mg71nT8Y/XusXP+B3jb8Yhr0/FIPJPp2BOb/JiHO/9CSOP2eUF7+gqH2/Am1OPpDk+b7UhUjAesyTP8YINb3ST1O+kP0lPhtvtL+ZUso/x9y1v20D+j4mpNe+bGjzvvYQNT8="),
    },
    outputs: {
      y: f64("ifR4PcQXsb8yIBw2fcCvP5Y5YFI0sqs/xsw9ykgy0796Ge6MEb3yP6JfNnFEeug/nrWJmueM9L+LBenWPLvoP44kFvNElv6/FQcVlko8+T8d0AqoA6e1v+0Hzwte17Y/sCOkUnNn/D+u/570RrFxv4q4FiXV58q/ppKuLV3b07+KF1DFmt3xP2O1bPwlqP2/eZ7Iia5Ivz+RLsUvUD7IP+qfyBpLafW/p8aiUnFN/T9TnwBQWrPfvzAKoBhbZuA/K30n1Izf5T/mox+ZktP5P3WThHtXht4/1+27U5jv57+vg1VB1NX4PwweHPkuRPS/sFpa01gf9T85fgXW9bisP3rbBoMBs+K/W0snjQMoub/7F9ehiabDv/p2sztqyd6/pu7teRd8679DcI9V+bf2v/fch1zqqPo/FQwa5iox+z+0IhoIy2fQPzhxKoe79Pk/r7czy4CDxb/m6VfZbsnnP5qlHQrgV9Y/fzxeQgfr8L+E8PA87djkPxzsBDJ0u8A/ozkKrPIe6b+H80Khh3Xyv8TjhjVa0vA/lctBTpQX1j/EZY3WGXzUP7uoPiM+0eK/p0Eym8ag/7+L2D6K6U/rvw=="),
    },
    gradients: {
      x: f64("k0WEmEQw5D91NLlFDrL4v5jdrrkNG78/q6aDcjZawj/5lkt1gqzRv9grZWv6Gdc/DGt0rJsw4r8MGiLSiEKlP5np5wZ1usO/5yhNwMMEyT8LHi2tY2Hlvzp9VTMfGsu/1CtCRh8otT83SZX98SSRvwZxAi9cqdY/tHLykRjR/L8XDhyWZPjSv6Acg6gX0qa/r1MQP/5z1D88q+6R9dW+v/g8qLO13sc/YJ55UNScpz/Pvr6R6Xn4P1ppj2vIGqA/FGPxCPD/wb/PoZLzRwzIP160oDV01uq/mHUdwKWP5D8L0MoALQrMv5Y4cvk9Tsi/hEoBc5gB0r/eDrItCmSIv9s8Ga4C8eI/zbUcqI7syz/7g3Azad3svyyAYWjjzvE/pIjhCDDB1T9r7bD4wRrsvxQDWeSLV7E/ljXhydBeyj/7gNtDESLNv3hUNENsobW/mKZcxHylxT/+XwUUKhLWv3ktuxZPWPy/Q8n6OMyGyT/U/C/cDBG1v5fv++W1+LS/YACXwNGZyb+r9NnS/BHpv1yropZXvNI/PGvzmRDX579VB3lvXLrTP0TcYRVSfrW/mCeeXwFwp7+UHSOIEcLHPw=="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 1e-08},
    inputs: {
      x: f32("zU4AP+misr5XFeG+OjLFP6/Ag7/EZBS/MGqWP+f6OL89oNe/wAFIP1a6gEAbQIS/jxS9vo2d8b8nC1S/6PPZPzznb7+BBAhAdV4QQMexpb4="),
      dy: f32("AWvhPV9dRz/5liU/ktnCP1fz6T1kOy+/NaumPx+H1L+kg2y/Tb0APzKeXL6ligFAf2m3PyOYeb/WjfQ8EC0sv+ILij4UN0M/Pl+qPh6beb4="),
    },
    outputs: {
      y: f64("KYLCNXa14j/R0mEAHwzav/WnIOjxaOC/vhmMruvA/D/wUslszCLyv2yJwVw0beS/4H2zqG209D/U+BpAd3bpvxvGZ0GXsue/n7nynSb71T8Us0/Qdkv8P2UB3QKtEd2/4VLDgHWD0b8TPFAQK2H2v8/gZE72o+O/H+vynhQw9D+IFwUZg27iv7kFL9x+5vQ/knbmEgMv9j9S1Ew243XJvw=="),
    },
    gradients: {
      x: f64("sxCHIjeEzr81BR8Iz57yP4aPRs9eOPE/kAB4712+5D9wIIe+oo7yP/wXKmiF8sW/1B53KZk30D+e2dEL/aPxv2Tm6eSYTdy/rJ2tB5pwzj9gNmqLZXaBv+geU9npw+s/Fmmw3soS8T+5jet4JEDmv0gAkxmZa6E/W3FGGRW74L/MD2AOuUHSP/R91jWwSsk/7Kp9I0lOtb88uB1JPMm7vw=="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 1e-08},
    inputs: {
      x: f32("uPJUvviC7L7plLw+A1QiwBQrvL8G8JS/D1u4P4ihdr45xQtAXoZ/PjHuC0DgtSa/srVdPxmY5L/+gOO9GXorv5D3dEB5c0A/hcDIv6jGSr9oXyTA8sGovxHUxT6JaKW+"),
      dy: f32("QwlWPrLCSr7teaS/j6EDP1wvWD/0MZo+2o/SPyEtRr91R6c+JUtYvjGQJkDL2hRAVJiAP/GNT74x7gK/7n2pP3z/nz7Cgy2/NG3+PgIcxz8mto0/Y8dqv7tW9j7noBQ/"),
    },
    outputs: {
      y: f64("Wl6DHVjeyb8hW5VxYBD0v5zmzWe1Gs4/x4WWZsmE9r8raoDaM0Dpv6c4gMDQvvO/fBiWcypl9j/aSwRJJOzkvxp3UQz0T/Y/wM5fhz+5wT8tHZfAEsfyP3UEHtoCGua/FLnG9D/g5T/zc/wUKa/0vwIzeeLrSa+/wYKo8Yp/5L8TbzwYVIP2PzBkIfP/yfQ/6f389t7O878Y36zOG1niv125cEE1m/a/XoK1RFMs9L/HH+yoTC7CP7L0jYsq3uG/"),
    },
    gradients: {
      x: f64("PLIWv7802z8mxPq/NOTnPyFHolv2n+q/YBPMX6vJgb9E/UKbQrDuPyK1AiEQNO+/AIBPsvBsrz/adD6WQen2v3CnO+gh9sE/lhdOvaaZtr93wteDQ6LkPzwz5W124Ps/HOcQ3THC6D9RZljnoEDcv1LDcaL3p9O/ijq8TFLF9T/gM81wYOmQv0hcFeeRN8c/dhvxkuBX2z/31NHtgtnvP4BQnRudNIs/mfS9JyEf5r+Uh2yp+/DEP3OcjkZKA9s/"),
    },
  },
];
