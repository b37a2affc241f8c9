// Made by scripts/golden/generate_nn.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenOperationCase } from "../types.ts";

export const ACTIVATIONS: readonly GoldenOperationCase[] = [
  {
    name: "relu",
    settings: {"inputShape": [1, 4, 5, 2], "kind": [0], "slope": [0.25]},
    inputs: {
      x: f32("zIyaP67C+b51VgDATdcLQJ+isz46MA8/I73PPeaM3j6wtB2/dYAAwKeAdr5IOAi/C8UpP6TiDD4gxIy/t1/fP95mnT9gMjs/JcE6PqQ9/T1ksSy+oAiXP0zxRr8kSMs9quu0vsVqMb9nYv8+jV7NP6p6kT/H+6U/JFpQvkUTUkAdaE8/gUUyvqOn2D80O2y/grgtP+OqFj4+noA/NrMyvg=="),
      dy: f32("incyPwzk7L7hhMo+DTdbP6cJdT/sdiq/qNq4P8tC9L3VYbi+1Avdv7QXmL7NjfE/HPiPv2wE4r6HWFG+513oP6DI1T3p7wC/rsAwv6rxO0C+hak/OJANvelt5L5EVKk/5tCDPzLNfz7Tl4k/2GdjP+TxuD5lSoC/JsM0PtTNqj+W+zs/49l3P1WLGz/fELM/KJRBvlihcL/xqgo9iIVyPg=="),
    },
    outputs: {
      y: f64("AAAAgJlR8z8AAAAAAAAAAAAAAAAAAAAAAAAAoOl6AUAAAADgU3TWPwAAAEAH5uE/AAAAYKT3uT8AAADAnNHbPwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAYKE45T8AAACAVJzBPwAAAAAAAAAAAAAA4Pbr+z8AAADA26zzPwAAAABMZuc/AAAAoCRYxz8AAACAtKe/PwAAAAAAAAAAAAAAABTh8j8AAAAAAAAAAAAAAIAEabk/AAAAAAAAAAAAAAAAAAAAAAAAAOBM7N8/AAAAoNGr+T8AAABAVS/yPwAAAOB4v/Q/AAAAAAAAAAAAAACgaEIKQAAAAKAD7ek/AAAAAAAAAAAAAABg9BT7PwAAAAAAAAAAAAAAQBC35T8AAABgXNXCPwAAAMDHE/A/AAAAAAAAAAA="),
    },
    gradients: {
      x: f64("AAAAQPFO5j8AAAAAAAAAAAAAAAAAAAAAAAAAoOFm6z8AAADgNKHuPwAAAIDdTuW/AAAAAFUb9z8AAABgWYi+vwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAP/8b8AAACAjUDcvwAAAAAAAAAAAAAA4LwL/T8AAAAAFLm6PwAAACD9HeC/AAAAwBUY5r8AAABANX4HQAAAAAAAAAAAAAAAAAeyob8AAAAAAAAAAAAAAICIKvU/AAAAAAAAAAAAAAAAAAAAAAAAAGD6MvE/AAAAAPts7D8AAACAPB7XPwAAAKBMCfC/AAAAAAAAAAAAAACAuln1PwAAAMByf+c/AAAAAAAAAAAAAACganHjPwAAAAAAAAAAAAAAAIUyyL8AAAAAKxTuvwAAACBeVaE/AAAAAAAAAAA="),
    },
  },
  {
    name: "leakyRelu",
    settings: {"inputShape": [1, 4, 5, 2], "kind": [1], "slope": [0.25]},
    inputs: {
      x: f32("ff1Gv7yn+L9UIHI+sS5XPyDNwT+vJxY+g+hYv2Jh+r6qXb++wdpLP3rt3T6p5xe/jfsxP6EBNr+z9mg/uQoUvqCBjT+t6/8+t0/+Ps/Lcj5xdRa/NtY3v31lrL/+XZQ/PHSBv08/qL6PSHA+w4BMPi92yr83XSQ/uimKPwRnMr8Xq1q/KoCiP+cFsz1WkSq/S2bsPbH9HUDQzWq/1ZeQvQ=="),
      dy: f32("Zthav4Z9mb69NW0/A9G+P96YTT/9aZs/5y2cPxUKVT95qn0/DzMzvmcnDj8HaPw8Nw6qvytvqDzJkdo+04eqPgtnDT7Goms/aUOLv7/hzj7rjze/eA7gP7Qqt7/6rcg+YMpGv8JmET+CHN0+N8JPvlyTfj8A3QS/NsXnPpIDmz/SPy0+ibQgPzBY+z+LeIs/ET74PXC0lb+IY7U9J80twA=="),
    },
    outputs: {
      y: f64("AAAAoK/fyL8AAACA9xTfvwAAAIAKRM4/AAAAINbl6j8AAAAApDn4PwAAAOD1xMI/AAAAYBAdy78AAABALEy/vwAAAEC167e/AAAAIFh76T8AAABAr73bPwAAACD1/MK/AAAAoHE/5j8AAAAgNMDGvwAAAGDWHu0/AAAAIFeBor8AAAAANLDxPwAAAKB1/d8/AAAA4PbJ3z8AAADgeVnOPwAAACCuzsK/AAAAwMb6xr8AAACgr4zVvwAAAMC/i/I/AAAAgIcu0L8AAADg6Qe1vwAAAOARCc4/AAAAYBiQyT8AAADgxU7ZvwAAAOCmi+Q/AAAAQDdF8T8AAACA4EzGvwAAAOBiVcu/AAAAQAVQ9D8AAADgvGC2PwAAAMAqUsW/AAAAYMmMvT8AAAAgtr8DQAAAAAC6Wc2/AAAAoPoSkr8="),
    },
    gradients: {
      x: f64("AAAAwAxby78AAADAsC+zvwAAAKC3pu0/AAAAYCDa9z8AAADAG7PpPwAAAKA/bfM/AAAA4LyF0z8AAACgQqHKPwAAACBPtc8/AAAA4GFmxr8AAADg7MThPwAAAOAAjX8/AAAA4MZB9b8AAABg5Q11PwAAACA5Uts/AAAAYPpQtT8AAABg4azBPwAAAMBYdO0/AAAAIG1o8b8AAADgN9zZPwAAAGD98ca/AAAAAM8B3D8AAACAVuXWvwAAAEC/Fdk/AAAAAEzZyL8AAABA2CzCPwAAAECQo9s/AAAA4Eb4yb8AAACAa9LPPwAAAACgm+C/AAAAwKb43D8AAABAcmDTPwAAAED6p6U/AAAAIJEW5D8AAAAABmv/PwAAAGARb9E/AAAAIMIHvz8AAAAAjrbyvwAAAABxrJY/AAAA4KS55b8="),
    },
  },
  {
    name: "tanh",
    settings: {"inputShape": [1, 4, 5, 2], "kind": [2], "slope": [0.25]},
    inputs: {
      x: f32("EEaFP1YZ+b3N0D873GejPyIStr7k0ou+OEWhPaHR47/hSPU+/gRWP0Yh5j8cql0/kKJwP2yAGr/KaAM/FY9Hv4Z0dz+E8Ke+TBovP8p1mD7mcbG/lvG9P1IWHb410pS/zS+AvzC2aT/E+WA/i5Axv/pRhz51Bw++g9uWvtxROr+ywDs/V8MOv4KDE70B5Vg/ll1yv254ib7u+70+3tfSPg=="),
      dy: f32("MncRQOQ5ob/+OAI+D3lNPG9mEz71b5q/KhQKvuTqP78c2Dc+dDtVPok4lj6PNts+n1K5PagshD9lwLm+JBkOv8cLoD+G/1k+BwC/PytfaT8oaMo/Y1wLPug6or4NWE69uyX3Prw3uT58vrq+h9xev9q4HL/K5TM/hXlGv2qZBr81MLU+I68MP1rv+j7ZNli/9zvBvx55k77bum0/Uwi1Pw=="),
    },
    outputs: {
      y: f64("fBJf41bo6D+jfM0CF/y+vyzHUSMV+mc/TCMStuVg6z/gSWOmftjVv8gOqoxZDtG/uJZ+EAMetD8OtiYVzDruv0I+TKgRg9w/p3Lmws3g5T8ap/oNcUruP6ZNOUJyYOY/iEwfCd6G5z9LMkeOAEThv6XKhVzePd4/Vf82p7/g5L9kySyAMennP68TTolIRdS/avXw4fMC4z+TqueedoPSP9qwCHg5POy/L/woFNje7D+zvUy7uXvDvwgEJNgOTeq/yAROFv5j6L8I6c4vCR/nP8iNp5YaluY/HJnzoKI147/MLnXqKIjQPw0ohthlw8G/QPyMf21U0r92lYghK+Xjv04lSVEzAeQ/cdFlOykz4L+UcMwRZm6ivxo/q9hsEeY/QhPQZC+g57+Yg4swTsjQvy268B0Gt9Y/jhKHxM312D8="),
    },
    gradients: {
      x: f64("0bJoXviq7D+Jv2FKqNvzv3l1gZwWR8A/azCkGCuIaz+u/FU2PUfAPy1KgzYA7/G/Qnf9Ijwnwb8XWZh5uqW0vyI+gVRpa8I/1srWANljvD+lNbbO3jyfP/xH9TNiAcw/aquWbINJpT9tLrhbkmznP+bTlzDbCNK/nLWxLRtn1L+dy43G+6vhP6QVymoihMg/7VyPUlXl7j/U/Bax/LrqP7ahxUd9adY/GlgLYuTsmT/6qPDMFc/Tv6GLp4LzvJC/KHIceyrkyT8kk48WciHGP9QbH1d8bce/zCdlU6jR4b9C3VcQekjiv0y0E1vbDeY/vRGFAznG5r+LLpE/jKTUv75F0zw4mMs/hLEHkEEo2j9OtHhVg1PfPxZhlkGyWNy/aAyDDdb55b/P2DUHpCrRv2uUdycR+ek/kxttMOgv8z8="),
    },
  },
  {
    name: "sigmoid",
    settings: {"inputShape": [1, 4, 5, 2], "kind": [3], "slope": [0.25]},
    inputs: {
      x: f32("NDQlwAejCT4xmeC9Gml+vcocJ7+HsxG/du10vtXNRT4/A6u/Xd9yPpFrxT691KU/1QcOPmSFmD+m88Q/UcSXvjKD2r5/EMs/sSF0vw+PUT8yW/y+NvK0PwJm3z2x2ik+iAILvp+fsb73p82/8HGpPvtWu78c+Kw/2GjkvsR0ar/0EQS/wgYeP3xXIj9BIj0+hk+XvqJfpD6DjrA/mbY0vw=="),
      dy: f32("mySRveq4+b/X7i4+/d65v+fUg76FUPC/o0myPvG+Xj8lQki/6KDEviVtZT9BCcc9t81MPzbD0T1uXeo+gcSEvjoWh7+NhP2+vROYvbJM9D/hPyq/3oYSP6n5XT9S/HO/gmmZPsxd0D0gQuQ/RMjYP2+tHr+c2+G+6IAGv81yCL5iXga/BteCvtjacj+2BdO+JVdWP0l7jL88Ed4+n1kgvQ=="),
    },
    outputs: {
      y: f64("jqRDr4QCsj/0dcsm3BLhP/vdF7tAP94/sgAs1KsB3z/QhuATRenVP41kywm8Idc/aQ7WFO8w3D94FEnrYYrhP5SmhXMSpco/NeQXDHvj4T+4QwlECgzjP4c2B3psH+k/kTsbTpsb4T+mKdB1cYvoP6z+psxBWOo/tMBAeq1K2z+fDbST9UXZPzRO9dxMkOo/t1S3l0TN0T8HCLXkujTmP7qXfzoNRdg/rwGMmya96T/kgyteLd/gP/+beojuUuE/V+plE9DU3T8nqCodGIHaP3aGCbXbYcU/KNNhO6mf4j+2OEwptw3IPxa3aoRHa+k/6BqQ7m/62D9HXyvUokrSP0afT+WH7Nc/cyEEU4rJ5D/U2XaE5OjkP95JaCYyeeE/FiVypz9O2z+nmeOW54viP0EuDk56kOk/g92VzfUm1T8="),
    },
    gradients: {
      x: f64("e/BmVjX8cr9wjzhTIRPfvyNbw7UOzaU/9cnuASQ2178e+pHJlK6tv7ZkGY5zu9u/guBehWD4tT+aJ6RzyZXLP3zMXokfgcC/vT3JUHI8uL95U1PcYaPLP9S+2e2RypA/WeP6dUt6yT/IzGuVAb6SP3k0Tp2jDLE/lH4Ql5Y8sL/0c8EiwyPQv8hLoHZG4LG/oykOU+CIjr+AF7GNdvHZP65eAUgPCsS/j3L5XFwPtz9bmTmcHqrLP9Qjr84USs6/z+Ht86MWsz8tSMksD0eZPw9mi3m7ws8/jhg7NoBe2j8fAF6CCje4v2elCn25crK/DU34wt8AwL9XhMRSGdqbv/7UNn3ac7+/LnZHZRzIrb9r3Y92ln/LP/0YFc5yJ7q/Zikui0k3yj9jVPbYiR3Rv8H+iRrl1rE/hPiMR4q9gb8="),
    },
  },
  {
    name: "silu",
    settings: {"inputShape": [1, 4, 5, 2], "kind": [4], "slope": [0.25]},
    inputs: {
      x: f32("12UOwO4xwr7LBQI+tjGIv9zzGED36Lw/BC1fv6Wrg74lBK0+b4VbPTkDuj5o0ec+mWZhPvOpiz96IIU+WjVXvmCwnj4lZKy/kTBIPawogr5+Ma+/W2PXP4B8nD64EYM/ULOFP60glr/EtZQ/DD4VPyspfL/ZAUU/xcyhvp41/L+tI5a/vBltP3KZlD5Fgam918Q8v5qeiL9WoSe/yhSsvg=="),
      dy: f32("XVuGPjhOir2rpJE//1SfPz3EJD/4M7q/YNcFwDHHkT9LZrY+ziTkPnLUrL+gK0Q+LhUcPzd3XL/7OkG/QqCrPWoDoL/2Nni+HtqnP/GjdD/bBXU/j6J3Pjui7751NX4+0bfYvk1Zbb/uTgK/DW83v9sUIT/TveU++UmVv91Srr/nt6e+Fxc/P1D/wL/viGg/nXeevlXH7r+7O6Y/5/chvg=="),
    },
    outputs: {
      y: f64("EBlQab/Gy78ORbiJrbnDv81BdjOGSLE/UPHg3ER40b/1slaEmoMBQLX9UGtnOPM/nOIK5+Zz0L/xRxckRrW8v3UdmVAsP8k/oeJv6d8snD/GQlmX723LPwoMjV62ttE/nVF/knhDvz+Bd8ixSiPqP0R+berLysI/Mwqlg6cVuL9Weq4iwOLGPxhCS35IytG/OzsHEpaimT+Lg3obAG28v03lewdrxNG/kkO3nyG09j96Tgzd6IbGP94tgpvCG+g/HZqG/bC56D9G0E0+hL3Rv6UMmrkLUew/gLYAhrTx1z/rsuEfASTRv7+DsgR51OA/PqvMtzwOwb+nlOeGb9vOv9Ww07SNvdG/qJNjG7Y65T+k8pDObkDFP8vfKIvRT6S/cIUmSWuKzr+jr951KXvRvxCks8IxqMy/NDY7zNbtwb8="),
    },
    gradients: {
      x: f64("Ni1es6Rqmr9GHtO1EMWVv1my25nGguQ/kp35ROwUsT+C+iHv6abmP/NDreGfJfi/r2CGFstpzr8r6LKZpizbP7rNPwBDXM4/rGVjnq4Lzj9RacZSf0jtvxEtJ36+oME/zXRjtz7F1z9Tf1zM+0nqv23aPckyXd6/95muQD76oD/euWO4Zhrqvxl/nFIMNmw/x5Hlf60B5j80fRcKl+PWP3uL1wFdG5K/h6t9jll+0D95AZvhAHzTv8GzEgOQtM0/8KXI0aN82b+EidEcLmiXvxUfMFTvrt+/hc/tjMDJ4b9PIsGaHcaoP90xFFhoaNg/sf/Xf6O42b9ckUJ4Fhy/P6x//CRZhoC/wUjGHPua5T+992nghAfvv+HeHWzyqdo/iE4p+mizqb819lt4via5v7Ktk3ESLNA/mAzBNIIiq78="),
    },
  },
];
