// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const GLOBAL_RESPONSE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("OzYgQOCr/z9R13k/k7EXPswpu76wWK8/B6BJwHgsyL+jdsU/cZ47vwqNBb7JUFY/R4JbQI5w+L6KhWq/7fdIQKnWT8DzNv4/I3EgPyAe2D8wLnBA5p8bP2V1VkAnGBFAWQ3OPhS3/T/S5C5ApmmuvslPWz94h42/a0azvrLhVUB5+14/5lULwIRfyT8sv+w/NePJPkBJAMDyko2+W0erwJJ7/b5sa+Y/2Z0gP89bdcDeXHBAFlS4QLwPqj8Tm1xAw9hiQItbIECL+W89NwLyv/IAhD8yKGdA+wlrQEoX/b/aPp+/pzvfP2gA2r3x1dW/Pm7Xv4mDiD7Mq7G97Q4YQGnCM759U9U/0Cb8P7Z1+77KdQJAVICKP2wskL/WxYM/"),
      dy: f32("5fIFv/6ELz+VC2C+WpmOvlV9Ub/Aj3293tNjP9RrnT9Hxp0/rPE/v2rgBb+rzti+MgMSwFchgz999e49q52Zvl7jEj6J31E/k6Kbvzc/s74l2jk/dU0fvxtbvz4Z2UK+ADCePlJF6z/l2dA+HKpSvgr2+7631iW/GCWIPSjPLr/P/qW/BP95PqCI9j62ctW/B6CQPxxGAT/NPnQ/mROTv8yTFD6EWZE/wZfyPk15uT/oRIU/vuLevt+fED+7hJG/2FGLPiSw3L3tAWa+2w71vhxlpL/2Mr4+UazDP+zsR78A+U8/6yXPv+Mpar/ePj4/6TO2P4KJFr5VA1i+AmNZPlepWT6vRfY+LehRPYkCnTznScM+ScDnvqCj7D4GEee+"),
      gamma: f32("WjPxPvIbrT/k21Y/wpjYPw=="),
      beta: f32("QXljv3y9wz6aUww/nLBXPw=="),
    },
    outputs: {
      y: f64("DHtCTInuA0Aq1QqaTO/8PxphtyOed9s/AZQdYJYI5r8aCFTaSB32v8SGoWhYwe4/7GEedp4AGcAgMuXhPkgHwCLEeMvdCg1ACEy2u1qS8r9cyn5RJJO7P74GtLzCKAFABVu5LxhCHkBWM3CojXLcv5ob/bLyNvW/DrgKbz7jG0BpJcwYf2EYwBQoMkGucRJAkiHggf3eBUBsxAH9YcAXQA7KjyTwVShAp3YLCrBqBUB+F7S18uglQJUICZykvB5A3ueGaTJk17+CxiPp7wD7P1TGqzxkTgVAH+6V4x5N9b90YjFdzMnMP1rhOU0HmwLAW31HuJ7R1r+klWhpg7wdQNDB5OsawwFAzH0Ev73YEMBioM72rp0NQHcuCzT7IxFAHmTJDXeV9D+WPe36M6QJwKBvbvMnHp8/4HtLRszyIsAHQVMhmz/Yv3IMR2bnWQ9AlK2Zo6+FCECgssPyh3opwCcMz9qySyxAm4Iv/uQ/NUAc+emEnDIWQEWK+8e/GypApGlncxmuE0CA9FVBd70JQMb8oDihXOm/EHcGclXlD8AqJDlmj6XpPyKghdUdHxRAbGkt1nw0I0CicKgo11MSwO8P39Lq7QXAfkAb/xoLE0BIQuStiHS9P8c/Du3Mfg7Ay2jE4T2gAcDU6x0xI33vPwBUcw9MAdo/iV9zOZS6EUDojmwmErfQP21irrtrLgpAj2NmmfKDFUBk9kQ+n3XSv/62fCB8JRZA0PR2NoSsCkA20+r87wT8v+obBQOctAlA"),
    },
    gradients: {
      x: f64("IjzpdR21279qcQFb703yP8bV3siqKci/5ov+IxcI179Ma8klXlHyvzqefdz97LA/iL3Eddj0AEDVJdbM7bAFQNdnU8RhzANA4uygubtX+L/dk7zRL3Txvx5alPOunu6/xuHlbN7xFMBY86To7GgBQH+y8b3wANk/AzkdiPgn8r8+6QhMuKHqP0rSYJG6j/U/kO5jEOF5DMCIbbVwt1bov5bFkuEBygZAbLiD7oJX/L9QBSMgbXH7PwKOVyUepMa//3IE66Dg4D+B04UWIRIIQBjIzNLkJ/Y//vyM00ru17//Qx+KVsrXv/YwQnYJAfO/cbb7NNjmyD/mte+ygVf/v24rkBPL+AbALcpoD3tI6z8MpwBt4LXoP4MtdM6BcQ7A2I9vSqnbAUDUDfgP1pbWP+dNdHCqRvs/pGU2xBzfDcBIN5ichgrAPwQwfBeQRAVAz5GgdpNW+T86MIps0toWQIDLQSoR9ghA3FzdOPVPA8CUO0KDNc78P3rwzi95MhLAnuwwjOsA3T/kxnRHZ/LFvzcTetznjNe/6rAUpDY56b+CKx4EKtIAwHP5xript+M/SPD1h0TXEEANTiDh80kBwBwrT0S4nf4/is9b/BUXD8BWn9RBQ3UCwCZGCcaOJPs/jsoJyl4bBEAgjE8JJkXRv8B5FHC3dNW/zOHvqXqAtT+uHdNJpXvXP8RDbW7wQeM/uY9C0Nitur/HgRcyanu5P9qB0jiFv+Q/rkRWW1ah8r/4U9ao3A/zP+qtU65vfPK/"),
      gamma: f64("2GxX2csbFkDeuKyhkksTwIL4krJ9HwzAANnb97q2IcA="),
      beta: f64("AAAAUGNS978AAACoz9v2vwAAgKr52xBAAAAAqycE5j8="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("vuMaQFJuoL+xvRNA0btEvySv/T8VLIG/oOoiPx/dhkA2vyNAhTk5QDeP6j7fIds+kBocQFTLRL95PCBAWd0CQGJ6/L7uEms+PxZfP/Vjt76ADfM+Lx7Kvheovb+FcxvAj56JP64lBkCIoBG+jd56QG3hqT/ZhPK+j8kavwg2yj+Txb2//XYLvzJl6z90tt0/SGx4QPDsPkBXKtU/lBTiv2KuJUB/ax1AjkaEP9TFHUCG+Hk/yI8/Pzq0Hz/GHZxA35eVP4LGa0Asw3NAlvTGPxhuGkDeFTVAu84XwOOnxj8="),
      dy: f32("xy7bvYUPND+LKbi/rEgePzOqRb+9VO8/H8ZMP8SInj9NBQ8/Fjt7PyLjzr7557u/OFS3v1vpMb885mg/Ivs1P6ufkj4yiry/CxkHQGEvHL9E7oy/RytVP1P1Wr8dFA6+TduJPrfmmL62Hpm/e9uLPzADZD3PXR4/N5RaP5jYFz+h+JE/iiIwPclgpT9FYAI/Gmelv5QpwL2wnwA+hXU5Plf70D7rBjE/ez3SP8dAyD/+oJQ/q9w+PtsfrD1bJmw/fGYxuSIAML9jHoS//1AeP0QFFL/r3Tg/5AFuv8rgBD8="),
      gamma: f32("SyaIPmzYyT7Y6p8+gO5IPw=="),
      beta: f32("uJ5svxbcx787ArK+2PPWPw=="),
    },
    outputs: {
      y: f64("YO9uT4GKAECLWqvmTMoDwETnXkBo3/4/iicn9VT9/b88JFx54Gn4P08fec7/XwHADOpValGbwb/3Wthr+zQTQCwVfamTaQJAfhUsFEN3BkD8mF9FudTrv+R8uFVmSe2/DLK6Y034AED0MCr7wMYFwN8VAbSmrAVA48eObw4xAUAW8IQpgGTuv6jzQP6uP7G/UrC5LTns5j+Qnoio0R7pv+AF8b9csM0/0t/iMrAZ7j/2a0gg5n3xvwlPBRr47AbA0t5FeXiHDUC6HSZL5WcWQFq6RI98nPY/3LxTIT0HIkDcNDbCtUrjPwGg/Wdngve/zwknzK3r+b/FDv2FoZfsP4pkaHnPCgXAgcM5IpTR+L/sLGdSthHzPxTRntqH/+4/4skOPAFvEECy/DkveF4GQNCGHqd+4Os/PN6eLryQEMCpWwAEgMIBQHTPJipaQABA+pzq09Ey8D86yMTqrywHQNRkuemS/+0/EDFynaBj5D8OP20/1kvePwO6qvzwShhAnDc5YCoM8z8PJEjCkfchQPuFQUNBdiJAUL5Rk1sLE0CObZ9PndoZQJp34040KB1AqivkOFwwCMAADiUCmwYTQA=="),
    },
    gradients: {
      x: f64("rAHq8GYu4r9cF/HZL4bxP1p45HQvjgHAudWDmIbj7D92ZtJd0vv0v9CUfjU08gNArTmMFAH66z/O/b/hJyH/Px5UVx7zdew/sYEnga+J+D8EoO3PfULjv4mxda2PqwHAhAzgcxrzAMATz7T4UwLxv1hRn0sKRvE/0ASWr3v16j/hAkglicXWPzPNDUVG0vy/9bBUzT2IBEDl/dsF07Hnv2yoVqigmvW/Eq8ZDqxS+D/NIaD++uL7v1+X+rL1j9+/mdI8yylu4z/GPz4lqt3Wv893b5ZPBALAWKS13BVfA0DBi85vGSevP9EVGqSw0OY/qhq9AWh87z+GC5JH67flP2k8Ol2UDfU/yDkLlEACqj8k+bTsRLf3P0VaQCCzbOY/mq4HDCK//78C6g0oIA3Lv8CCr/hMLcI/V0//5u2+0z/zyDGyCQThP0a2E4nYXO4/+GWRQ38YAkB5rIL/nGICQI+oAD6P9/k/3Cq2elFY1D/oC15oYufFP/99/KAU//o/zpmlNIT2vD9knODO3zz4vw3w2p6JoAHASL+uigSY8j8Vh3Y0zu7zvw6BfyYhC/U/pRGMBhnu+7+2jhb73OLuPw=="),
      gamma: f64("HWdS4GHsGcBjNH2VaFAVQG6FrWpGzy1A+E5yg55pDUA="),
      beta: f64("AAAA15EUGUAAAAAYVB3mvwAA4fQnlBlAAAAApPmY+r8="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("yjg9P4rsvT5M+XBAaSQcwGSMhr600Dq/Zr2+vzvBOz7jVWBAF9oovzhhDEDQLwtAt/c2wK7cjb+MKS3ABFSyP0X1sj9XV5a+JzslvygkA78="),
      dy: f32("pIwfwAAnPD9O1Le/KfYaP764WT9GoYE/Vgiev7CDErtwt8i/Rb/7vvhuLD4Q6mE/fxiaP5YJ97/m/kS/l6dJv2XhV7+JWyy/5/3Fv6wP9r4="),
      gamma: f32("1vZZP6H0ND6OHLA/gR9vPw=="),
      beta: f32("UnCAPRczSb7zNIO+kawhPw=="),
    },
    outputs: {
      y: f64("+VqB+7jl8D8mg4pTNQjIP9zjztCWVixAIHWbJxJjE8COc6uWOnHSv/4vJQFME/G/YeyjBjFLGcDriTiL/pTrP5zhD1Zj8CBAdJgVN/GL7L/yFVEjpycUQJafJaFcgRNA6E54fUD7GMAZ97zoEZn2v/acG6k80R/ApLfZchBjB0DnDcTxyFkOQJDj5eYGXuC/sS9lOmBI+7900wV6ULfMvw=="),
    },
    gradients: {
      x: f64("9eh5Xb94/L8SeZpuTboJQFAGziJojxzAGFTF454s1L+/WylPyaQLQL3FbB3RggtAz7z/qO8iG8Bl9QfcR04AwMEogz9uUhXABeL1Viey8r+j4GOYhkj0P86dluzdewlA72q3q4QIEEA6PnpAzD0DwAwlZyycrQ3APEOWXzZB+79qw0H1prsLwNnsXMGgyu6/zjhQDRRbFsCy3nOhrg/1vw=="),
      gamma: f64("ISqXXCYMMcCm6d2dqlPjPy0fqbV/jwfARmQJaxgH478="),
      beta: f64("AAAAyMjMBsAAAAC4TI71vwAAAPhgRhPAAAAAKCTPyz8="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("sEMLwOuI0j6Ir94+TNixP335t7+IyKa/ni4dQLvGez8AfxpAYb9VP+iklj8SDItAwLHbP+76Kr6nsIg/BGeGv7pr+j5G4m4/uNpEQF+HO799YhO/PmwlPlAngz8IuQ/A"),
      dy: f32("3O5AP7tmWr4EeF+/WqRcPxqHGL8sf2g9I1RVPx5cHL5rzf2+W3GgP1+rbT8i15M/Pkd5v9Wex7/Yr/w8/PuPPx/P7b7idF09/ZqDP+AkKT+PipW/UOEqvzj+AD9Qz52/"),
      gamma: f32("V6S2P3kT2D8="),
      beta: f32("g/HdPHs5gT8="),
    },
    outputs: {
      y: f64("rLbZBL2PEcCMqMeGYJTrP+DgnB4NH+0/DaRtKBzIBkBqZW6xPCAHwFf5yiDY8QTA4OJwd3GGIUCfXgm/B3UQQLW7PBWcQiFAtBhLsKopDUBiiabDOuYSQBdT0DYDdC1Ak8d5sFrxDED8IENBXZ/UvwUM3MjvFgJAkNeN52NbAcCK4eSKKc7wPxe4P9ssq/8/yClPhGP8JEDyodsSwvvzv1DVBLHWfui/xlo9aksf+D/ktP0nwKwQQIacA2IpqBfA"),
    },
    gradients: {
      x: f64("bA+tSyg/BkCNcsvtZGvlv64QKVNRLQDAFNnaonJu7j9cUnorIIjYv85SUIIEqOs/IRQvOiCnCEB+l+Qal0rTv+ixcPbw8fG/8yL8CeVwEECqsdw60CwJQPJ/QA+xxhFA5C3+zUGYD8AXNi7e85wIwA0tR8HZAPK/0TcDbWsvDEC9suoBEUT4v+7NzZnmpe2/cTMk+nj0EUBGuxVvm5H7PykNscF/yg7Ac/tHFvbR/78yTrH6sOL/P8JZ6y1YDhPA"),
      gamma: f64("agx0vpR8AcC+yP9ydxgyQA=="),
      beta: f64("AAAAalXD/L8AAAAYtioFQA=="),
    },
  },
];
