// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const GHOST_BATCH_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "ghostSize": 2},
    inputs: {
      x: f32("rsK4vIPpTEBi2KI/AxjSv/HKhT++5+2+kgKYPwHdz78Q8x1A9OIAQOdT+z+z5cI/oj7JP3ePpD5PsoNAwpjNP0u9g7/OmTVARXJaQKUIRT/TFIm/nnfuv0Az8r7PFwjA/c+jv2bUA74ZL4LA/thCwPp6wD4yS6Y/b2iHPy+Shb+MbydATD7uPwahFsA70bK/Fjk0v/dDr74wNd0/Oe1KQE7ANkDHn2Y+5jEgQGDelT9ouSjAjvTePztmQEBZCznATBXjPxWQfT+N26s/CryJvbEQmz6Mz19AKrCPP/YtKr9p3phAyQ4zQFRI5b9wsyg/nFUxQD+9i7+heTe/05haQL2jZkBu1NE/RiQSv+i31r+FpLa/lxtFwMMXl7+fQ5JA"),
      dy: f32("RMaVPkjzzT6+GDU+VblDPiixr79wTgQ9J+WuPpMF1L5lapS/DO86vxnSl72iNIi/F5gEPwrWBD8unDS/ctKXvnvmxj9tC56+1CwRP3bVmj/ac5O/I9bxPZ6nDb94Os8+vWAwv9/bxr47v+U/hf5IP49I0D9iMJW+s7m7vzc1hT6KMI2/lfybv4lZhj+Zbwq/MMbKP89aAL+mE7m+JmUzPx+5pb+f2Ty+ApEWQAQbtb/IAEM/NgiQv3ybVD8ZAjI9B966vSMIEj9J+YO9KiGQvlJStT/LEvk/1+AIv+TTyD+rZpY9eKIgP/XZI74yPJQ/sV0rv9ORgT2Uylc/x5+HP6uxmz0zdiw/XXW+vsH6j792PZw9MBN+vsgu9D6pkTU+"),
      gamma: f32("IAcYP51xkT6AQo0/dlYEvA=="),
      beta: f32("ymfBvlLR9r/TlJS+ZS0KPg=="),
    },
    outputs: {
      y: f64("zEjcyljr0r8OiE9pHXjmP8hEHHpZ5bo/ijulkW196b/YkgAVftShPzI5/K3drNu/SUmuVzaF/b/KYIGltIQCwCYAShbrGPq/rEs9z7VP+79wCRYuLHL7v7fwDUbmn/y/JNehcaOywr/aYC9P3CDwvxPlYAFRtPk/mDvqgMZlv787EU3yGAX/v2qt++MYOuc/+LPkEJxpvz9rYUXWcPfAP84s53QU2ME/Q1Gu7784wj+QYoDJG4/BPxZL+mjmWMI/4AXsOdLo5b/0A0PUuAXVv0fWXBrdwvi/VKvPDzqx87/AfDlR5g3Gv6BnGge7B70/Y0GvTvvd/b8ybD38Fr4BwISgDHd5s/m/DqkYHSK4+7/aFmEFZH4DwA4PyY4NNwLAkG73nCRv+78FlUI4RXL3v6j+TUOww6O/jpDgSCiT7j9Qbr1ykZ/nP/X2GQJcMPG/JU19cuMjwD/i2kFJesbAPxJfDnQgl8I/6NDpbcqAwD8xKT2K88y/P0ksYqc/tsI/PF2zJJOdwb+xGNNN9Ujhv0HCcdMG/ta//CM1zAtW8b8s2L+zlJbsv0Tx4gwe6+c/qG11SPfo/r9EV8n0R1UBwH7nQxfFOve/EkyLD7Bj+79cYEHMUIQCwInvpY5f4v+/UuVw+0Uv2T94Lrd5h+b9v0TfG+zdYvq/xsgECQ+t6D/IaJ634jPsP4oRayUyO9G/oekLJcdGwT+uJNxf77/BP0MGutN/pME/wAOrcndZwj+2TPhug4nBP/E1dQu1J74/"),
    },
    gradients: {
      x: f64("AADgfzIxpD+Q9p0LNVPQPw8BQjwpnLM/fjwgNMZJtb/kUr9TXZravx3tdBSS5bC/+Fv8qgohxT8wZ1dUPPu2vzDL4DeI2Ju/Mu7VkQ9XmD+EZMeRl8fAP5iu7Ehv5au/ne+HtKc71T/AjZap1RWwPxCBVaF92qI/RkO0XeRvzL/7Rp/o1wnfPwhFon751aE/5BP4yjGQML9Kp4fcbcFtv4MGJ+JiVnI/Bkyn0139Qb94zgx4tjxkP1mjaeoTGVy/H/sEBuVy1b9e8JglfbDGv6ybXgU5sNE/bLgPsUoclj/W5WC/DGXePxGNE29kGLG/Bh+bqpBNwr97t+mTt0+pP0jmNyfIfYa/yCksYhOYsL/oUAkHQRa/P0DT62shvrm/kjADDflt4j98PZ2DwhDpvxhfz1ouzc6/TlqIiSqs6T8Ac/6EMYHkv2u2KavZUty/GirOb1yqfb+1xsB6QMZ5P/CmZwXmf2q/KGD1l3k6dj/daQkM3rNWv7Kq5NozdEW/mJv5jTTo278QaYb8oeyrP+xjzvhJt9W/PhHLV1AAx78ez+tLs+LjP78cRdur3NE/bd20OuGswL+Jv8wMZfLAP/Inl0/LDJe/xXFDuDEAoj98zOkR4HG6v2IZfmXyqbY/I4ob6Zga4r/jLZjmJ4XMv3cinu6HAM8/dGbspbqF3T/s2oI/Z068v4fUUPDBCsk/HY1iosAjRj8Tb7pnFQpoP5iBXGywuFC/7q9BHhv3NL8cc5I3tNtiv8DidU2Q+gA/"),
      gamma: f64("cL9v4l6M+b+LrWV+oFkZwJrJQCjlwxnAqIHOoVXoDEA="),
      beta: f64("AAAA7Qc6GEAAAADsdxcLwAAAAFz6JgpAAAAAh45y8D8="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "ghostSize": 2},
    inputs: {
      x: f32("MV+ov0S+rD/4N+c+surGPy7utT8jug1AwvNbvyglIMCHRlDAigNLwEEhAEDYg0ZAa0xYQAXAm76BHCw/1pJhQCndHb6iIJ0/8ULtP4ibbkCGggI/5Pz2P+yqvb8MELA/5PiRP1rJBkBlPQlAdMwyPoi+9D8btWXAOcjGv66lNEA+hqM/ag/bP1qn271hjsu+2zPDQJopTkA+P6a/vzcgvxmAKL9Xnl+/H+tpv7wU979TLnA/8XtGPiw3VsAK5uU/Z/iAPxKzor/FcCfAJXURQFsV6T4fbz6/Ft+fv5aRhz0="),
      dy: f32("qj3VPsJrpr9yGwI//q44PhLEGT9bIlO/RA+ZvvosvL6UJfe/fMGGv8z8YT8jfys/91lHv/TQZL/+VV6/5URiv1sxvz307tS/ldTSvyvsn7+TLwDATSt7vx1Ei7/ZMLY/1HR1viEuRz+qNF2/YklkP60qb76Z/FS/uQHVPpbbpT74lsa9Hqhnv2vysT97p5U/yUWlPpjIYD9FlAk/nVycP86Ifj+GajQ/E+ofvnr/0L/nDiu/rrY5v6Crhz9+aVS/miW9u1K2Dz9Y1jO/aF2sP32krD5hJfq+9fYWv7XeBj8="),
      gamma: f32("HKxlP1nD8z/CZl0/JyzcPw=="),
      beta: f32("nm7fPxlGBMCwfZ0/g06DPw=="),
    },
    outputs: {
      y: f64("bi5Q91RB6T8Tvbqx92oBQEidIkZJWvs/K74eyRRFAkDsIlQKh7cBQMzzudePBQVApiaIe+5t8D8DbVhAs0wQwLotb0tbbRLAULUXZ9AxEsDMvQ49AHTsv6D2RLsrgLy/4O+HXmDPtT9CvTbiiCkEwN0Mkunx2fM/bH5VIsyxBEDHZkKJoDjrP88GiltHC/g/WpwomHjF/D98XZRBo3YFQFdIKVrPn/I/PFra33rJBkAIi9AuWH7vvzwx3/2RzgFAscu6DV1j/z/4syJhdV8IQHgoEg2otwhANtBasREO7D/L90Jl+sIDQFh85XlESNm/osGxGadL5T+ShmJrO44HQP5GE8UkHgFAvZ0NlPHsAkAAufHGELL2P4sEcAzIsATAOm6aK/USAEAAoWSGJ3abv5+g61Y0ygnAyWVy8nD7BcA0834wTioGwM2xIeQrYgfA2FXnoPh/3z+AcCEjqXCJPy76rDHx2/U/sP7UpQM98D+6ltYvxv/kvyzQDZpGVvw/bob45wti9j8G4eurSevnvzLMKmLbEQLAdTDloBffCUBdzKbubBLzP5DdqiG+3MO/XJfw+vEf57/SiVYJTijoPw=="),
    },
    gradients: {
      x: f64("HrU5PP9nyz+ZikTIG3/kvyLHr8iab9I/n9z0nGIawT891I7OgW/WP5LmnMVuU9i/Xq3H/65sw79mtLRPtQPAvy4macbWnfK/bLsVCoSY4b/ym93i4M7WP6tkfRoKhLs/1kbJBUsk7r+OZpQabzTmv8BQqW5ymp+/Al/R/AjKzj8hTMYTy+jVP0JmmeZjhNa/XsgmREYb0r8gOipfcIK2P3b5dY+loOK/3zz4KaWd+L9h/gTKWqTsv57xc8Aal/Q/tK5wyLDs4L9VIyNMRX/ZPyCadbfvR/e/94h130Or7j8KvTJhKKCzvxAXr1pFEd6/BlV+j+jsyj8+wqxufRTNPxaA2PdijI6/c4jwT5N527+tuuSWIafnP48ilwXHwOg/83DHHzn+2b+A7G698jvPPzaEHmZQEdo/dwi47KCX6j+OvDKLXIrlP8Z21gw1Nd8/4nuVMjU/wz/3QvRNpKrkv+CRMb4E87Y/gAQDvgWshL+Bsmn9zSPfP4Cz0dJg47g/tIiAldct2j/5bNQDZCXtPyzFhwCeoMq/3RCOBY/+7z8xDUoi6nHRPwNSJ2SQwNi/KOSygf/J2L8l5WmnoFPiPw=="),
      gamma: f64("E1/v0tzw5b8v9BJrtxATQKMDvslZPhXA2AVmzq0UEUA="),
      beta: f64("AAAAiMX45L8AAABkPdsCQAAAKAU8XCbAAAAA4Lwq7T8="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "ghostSize": 2},
    inputs: {
      x: f32("A129vsGWdT4Epqy/v70YP1XkGEDNIxM/B6anPjyxnT9r8km/NTYMvxoC6b83Brs/lc4MwPhKRz8pQAa+aotGQFPkRD+GJIa/Kf2Sv4+D3r8="),
      dy: f32("MwV5P6dfBD8Xt4U/ahyrv+CUm78vhAe/OwTHP/pZcr+YDfs/j499P3EKXj9/MM6+H8uyv+PVOr5BoEM/4B8ivyyrsj74pVK/NUiQv1BlpD8="),
      gamma: f32("3rxRvpSjZD/ck+w/c7MaPw=="),
      beta: f32("H3nLv2ELkT9LWwBAsofKvg=="),
    },
    outputs: {
      y: f64("UApl0mgo9r/w1OsW51rQP9Dh9ATKTcQ/nU+RXZDm77+w9Zrt3rX8v2KFIj0PFgBA47GwH/bRDkB0PkV2aFbKP1J2pf4/tfy/RCt+FtDazj+QOgXzIE3EP7N93Hc9+++/rolawQcp9r9MHZgevzMAQFesz7AA0g5AzPZx3xypyj8AAADgI2/5vwAAACBsIfI/AAAAYGkLAEAAAABA9lDZvw=="),
    },
    gradients: {
      x: f64("AAAySnVdFr9gZ+F14yq4PwAw2SIlL0q/ABiVMnqubb8AADJKdV0WP2Bn4XXjKri/AEDZIiUvSj8AHJUyeq5tPwDueWmu+k+/AFogEGRVXT8AADmQsrIkPwDgHQbLfSA/AO55aa76Tz8AWCAQZFVdvwAAOZCysiS/AOgdBst9IL8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="),
      gamma: f64("TMeWobes8j+4FYVuVZkBwM4B7otDB9o/cmp3yFcyxD8="),
      beta: f64("AAAAYL925T8AAAAAp8GbvwAAAGCH1AhAAAAAbAJIAMA="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "ghostSize": 2},
    inputs: {
      x: f32("cKBoPybsaUAbTD6/fswRvynCmL8sa84/SElnP3YBWz+Pl68/D9uIv/spPD7Fzk2/I7+YvuP1NkBjb3dAKEKEQClrv7+Bp82/rtgSPpeEGb+3Y0BAc7o7P1+RFT+nfje/"),
      dy: f32("DGOmPjZ67T0Knpw9Ve+RPjhWuT+wCQo+XNauvryt+71MEZM+H6ECPoyIG7/nseI/9CYMv16pUb919SO/tVgVP1KlF8DpKJy/uvwqv/qVw73/Csc8yeBHvVU9mz7vsAjA"),
      gamma: f32("xyZFP9akfT0="),
      beta: f32("jUvrPyeokT8="),
    },
    outputs: {
      y: f64("bZXZVcBN/T/KK1qO5KIGQNYh3YWdsvM/9YYrQVu19D984yyvqBTxP1zKjmPNsgBAeuRk4fOt8j/fYtU40KLyP9c59UW1GvM/YZCksOLj8D+hFU5n1AbyP50i/5B6IfE/shxZyQlJ9j92tKrWPlIEQAuNucMIQAdA8pXWb64GCEAvmg/JJKbuP5qykBsLW+0/kPMx0nX98T/QBXa96FDxP9IRW6MzlvQ/+pWeUXGG8j/jfQ8a1GPyPyOXLdi3NfE/"),
    },
    gradients: {
      x: f64("Pd4E3OhgyT+QSB4kNS6iPzxQXXungMQ/hZQ41C2AzT9WD6+Iq4flPw64AKV0Xrs/WEtJc/ORi79whM4z2l5Pv28K9V/5lpU/pLITo44tkj9rDPcMEIGbv0VZxZLHPLw/AtVwDq2ktL/aNRjVstzRv/kHtCLMfs+/bJziE8FayD8kjAYl2o7mvxQ+xQoCKNK/H+I//mfpnr8oYcfVEWhwP/xs5yBOOmM/j6jldpPpbD8Zs7Yz/meYP/qR8STvg7y/"),
      gamma: f64("yvbeEWmxAUAEWObPp1bhPw=="),
      beta: f64("AAAAvMgFBcAAAIBR7xr4vw=="),
    },
  },
];
