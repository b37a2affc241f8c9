// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const PAPER_SPECTRAL_NORM: readonly GoldenActivationCase[] = [
  {
    name: "outputs first",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": 0, "iterations": 1},
    inputs: {
      x: f32("/GUBwOQQ6z8+yyxAEBmQQEa4wz8u+Oi/UVQyP6M8Z76cdFk+M+Z+QPkZRUAO7sU/D6iyP7lwXD6nrUJAGaimP2Mtc0CknlBAyuGIwF9Xgj+eKHE/FXGmP1ewSUCnP7pAfIe+QGXa2r9aJV8++/lIwD044D/CLG1AThQ2wB+QoD+ZrxfAt1oiwO9HUD9p66c/5ffVQO0NXkBReOa/C4/yPxfA6j8V+I4+JbqwP8wr1D9Baom/3526wE7uEkAydjtArlJkQFyPQ0Blgoo+v2jFP/ZIrz5mTQNA79GaQEuLHkB/xUpAKM1RP4sggjzPQpbAk+9vPbAjfb8VVPI/B3MQQP5PEUCI8sw++K40v3LMcT7C4gzAW5gZv3zFmb/lp31A"),
      u: f32("oyA1vrTVDj9Azke/BVppvw=="),
      v: f32("4k26Pxsb3D77R/Q9cCIvv90tmz6NmT+/STuKP5GLDb6dAFO/hr5XP1f8ar/ekXm6dWcnv6sEm79M1n+/N8QqQO8kWr9o2ta+"),
      dy: f32("1215PjA03L47ixG9ZHZHPOgsJT8Y64++sGykP4l6hj+kVyW/0B0PP9PFMMDmuuK/kAxePg/pTT9CXpo/yx9pPws0uj5IaPA+CcoFwG+RSD+Gi8O+vjAMPx2TpD5OiMk/eFoNv4+8AkCdx82+N9JWv1HD/z0GwWo+mQDMvs4Ltb4Wkp++KB3FP4Fi+z4FQqM/8yesPmx5hD+FNRs/qBPrP6nu5T9oS3S/KiLJPoSC2z/2LFW/Rr3uP5YBNb/25qG9yT/9PsnlgL94EwU+laf3vxUdyD83Nqa/hwYpPl4CJb/HAFi+1sAKvhfD7D9pIVg+HC5bvjf+LL/8HeU/msiXv/L71r4P5Wq+58KXv/g+M757RIi/0r0pPXnTrr+BuOc+"),
    },
    outputs: {
      y: f64("xHC5dEkHxL/WcQXgITHCP1OJlSzLvso/FmIT1L1N1j9af+3sNUu+P6v+1YuYB8K/tEqUYiGaqz+cWS8QReWRv0ygTbU71JA/7SfInxG60z8m3Tjr9IHOPz6zbnfIor4/EZLUlhenuz8N+FdWXg+RP9Vc0VHxIc4/6aANE5zLuT9Xaw921dHSPxD+pogtJdA/QiaDYtEv1b+B5IIspiy0Pz0nPzbXqbI/pDEFIhjDuT+h54AYujfPP0zfEKLs09w/tFXy7Yl93T9MSdMn7O/Av2saYrf4RJE/AH6kR4Abz7/kLy3HPlrBP0MAUrzpWtI/O262ALguzL+u4Kl+J9q4P5cFMu1oese/wwFo1SIhyb/UvzOxdx6wP1Qv6QWn/bk/d7TgOCWP4D9tPQW6WC/RP4STlo8T1sG/sL3wWZTFwj+1JFkM4SrCPzFn8EADIZY/wct7t6Rauz/6wuDBiWvAP16Ne6zwRLW/lqIA9oHi3L8I70vb/r3GP0Wi7Jn9A80/7R9sJYqr0T+yYrG+4ETOP557aPpMcJU/poKwPSaOvj/TwnorgCGbP/qJqcW6UsQ/E3qLuJj21z90BK2sKIrIPxjaqCWgYs8/DGTg+pY8sD9NtW6pKSRUP06aPYLyQde/npqfMp2Rcj883HsTNJezv/sjSDcEwcI/yLdtmapbxj8z6bYe3n3GP2Eh7iHYuJ8/vfVu6Gj3q7/q/XH6hLaSPyBGncp2zsW/+OnNfA/Gp7/f5mGtC823v1N4XV1vodM/"),
      u: f64("KoLKmY32yr/5ldoWt6HcPxrfpy8PxOO/fM0Gbo6R478="),
      v: f64("K/aBVz3E5b+VazUoxqLRvzbDn+jmbbW/oTsqAcgnwb+FKMjUIw5kPz+PyUKLf9w//gzV4Anjvj8pXg6RiYOzv/ZjtvMHA6i/6/n+rNAGYj+Xr+xCtpvJv96+AR/dmKm/ZgieMYKwzb8u2ERj0fO8v+XYiQPoEG+/ooVJqToywb+WLQ0M2zaiP1BwOuHU49K/"),
    },
    gradients: {
      x: f64("HM3LfVIucD+3H3Z25CGkv5PPfF1QxnK/8zYOtVtVYL9dRTx78pepPzuvcnUck4i/vSVy3WAguj8aQObAJ2O0Py94SZowHqq/RRjnxCstpj8HLU6yD+zLv20dUTrer8G/KTt8oIX2hz+dtSQoRpquP+2R93A/37c/Sv9WTMpJsT/ZxGPbap6dPwYrob72lp4/oVd1Ak+owL8I5WQB1c2yP0wfGf9jR5q/FXG32zHkqD86z7udQVuZP0a5TYTf47k/JI1ZKLjAqL/1t7EZhLDEP3OuZM/cnZ2//gEDK8CmsL9rpshZjG2TP31P1fysjJQ/tlmnOpSGlL9PW7nre6KWv1IpI7CVhJi/XK+fKAgOwD+h0BkmgpuiP2zF0mnbyLw/FrFIZU8Ykr8udryTSfKvP2SinPI8RaU/lbNKpT0XwT8X0st5k9DBP468/i7pKqe/Dzey/6yIoz/tIGhXfVzAPyoJffzdRLG/erMHfYp+wj+2dwg6T0yxv3tF2qtMG4O/xKnsfAPxlz8O6PGUis+1vxq4wjdMGYQ/CV5xvFBFxL9+71WxEY+/P07kfr9/lL6/BN8kYsY2n7+9V/jlnEGxvySoYAjvKpa/z9LjYU13k7/HJ6I81lfCPxiZ1r2Z3KY/+OXlWBg2gr94eGysDUKtv1vs85iLWcE/jW/05Bt1t7+Qw0p54Sanv7u42Msub5W/fbSkgRZEu7/mF/pjmzyVvwjcijlGJ7W/ftePGZ7bdb97TmomDXu6v0opaGBApZA/"),
    },
  },
  {
    name: "outputs last, three iterations",
    shape: [2, 3, 3, 4],
    layout: "channels-first",
    settings: {"axis": -1, "iterations": 3},
    inputs: {
      x: f32("WI+MQO6BiMDN+Q5Ay5eMP2FZnz/QFItAQ720v2cAyL+sAdY/4fpZwDchq78sJZo/cfIkP5Xd/r2V11zAXNcHvyjPqb6U55g+aEwOQGLptj/jrVS/WvsuQDvu8T+zOxhAZUEdwDlPML4lvEtAVWQKP3/Rjb9+X4A+dmQzPz+cA0B1KMu/npHTPwPDCcCCDz0/pHxVwOj2ob9Q3Sw9AZ1+PyUmdb+zsL6+wUwPwGHfIDvhgjk/UTKRvsWAK0DyZ98/H6IDvssAHkCuiQHAtzYBwKTfuT6lIik/sIVZv049/T9+TG8/bdyHv8Fq8j9uPTI/MCMRP6wWAcDEsKlABteXwDUmuD5wcam/nEtpQKOBzb1BzCg/g3VhvwBdF0CqT80/"),
      u: f32("BaB3vs5zNz0aFfe+CrJkvg=="),
      v: f32("QRS+vhU6bD1tRGw/GXkAP+wJo7+3vaK/9WfdPiZ4Ij/PVvW/BwHuPqq32b9jRFG/WBPUv4fLnr64liO/1w6MPjwgGr6oOOm+"),
      dy: f32("AF+JP7iwGr9YvBPAA8IPv0D5Ij8qzg4+DqQHwOaQhz0Uxjc+uuCuPov6fT1k2nu+CYIpvdYv4r/Cc1i//pVHPsfEzL752Em+gnsAP9QLFj8Rgzc/mdUkP+H5gL2qgdO+oBWvvlRuiD5SFKI/ZuaQP1SzbT+EPQg/KexEPxZSJz6sjNM99D/qPh4gAkCEy8M8rbdvPtSPLj/NQaI+MMgJv2Zz5T7A0eO/pTrPvpO+3b51WA5A6cSCv18FHr9dE+2/OJSEP2TkdL8UBBm/MEjfPzQn8z4yF4q/SjU9P/zjFj87bdA9oGymvqNWEr9x0X+/YqmjPiIp4j45a9++8Q2BPwuOTL9o71K/p8Ziv3361T/Ws6s/xbdCv68JT76JJbU+"),
    },
    outputs: {
      y: f64("ol0986oZ2D/eGOs2y2fXvzhP2jG1g8g/ZR/i0B0buD/PDDI8ZFK7P+atYOPD2Nc/N0G550f9vr8nunN3YiXBvzgstnu/WMI/H7NU3/Ov0r/qX4vVe1e9v56LAAH5bbo/W8GzXRpIrD8hsh+GeNmFv6ZmQVPE7tK/1f5ISYxKp7+8KUBChR2dvwMmw7OEN5o/6tA3TfplyD9RStcBoly/P4/UmU2eO7K/N2Lf05AAzj8/Td0dl73EP1ddzlUMGso/fvkTAX72yr+9RMD11jqOv5zn8uZRd9E/MXXgioG6pz+rGTJY51C4vxgfvL29ApY/3hM/ZCnCrj/7/uOm1pDGP4eqMqSoasG/dxi2gj8jwj9WEQ6h2J7Hv5JMvO5DNbA/tlor4VdN0r/dOXIiMMW7v2Hx09Wgo20/s+dwPu/TtT+jD2taOQS1vwqLqO0HWaC/JcA/TO6RyL8LtGCzQpUrP7WJ//W8zq8/jNQMVi/lmL8PVGAQ3mfNP+W21F0JJ8M/En23htiRhr96X9wmTxfLPylCDzzeNca/tZv7naQnxr+n/fmYpN6fP4sWjB3x/6w/XNzc5uelsr9Bm72WyLXFPyxQJMDUg7Q/fA8oq2pLt78OOGIARMjEP17s3m+Tj64/xOOERpfiqD9dNZcjJiLGv9s+z05PGN0/agmYUskI2r+Tnw+I9JKfP/5MXZ1zDb2/6uilKhMA1D/bqgaVMp6Bv2Cl3iAh8aw/T89n1xdUs7/MeWVJ3fPJP7CCPtjpmcE/"),
      u: f64("UiNa4i1iyb8JvtzeBZfgP2aMrmhNkeq/RMnb93Uhqr8="),
      v: f64("FewYrfcj27/NCHrHnafRP9I1yF/AdLW/jNrtHXhwzj84gwP30qXDv6jenIat9pm/3skhEH+jyb+ICDa2iMiivw03frt6nc8/hWkDILWTfb94MRtRI9XEP9udYyrbm82/ygypKCsj0T/jfeVr4I6xP2z/cjda+cm/Y4ZiKnVk3L/bjC+PktDUv3hqjhgzos2/"),
    },
    gradients: {
      x: f64("Ni7XC8HBuD9nv7GSS2iwvxecCE/Jz8a/VlSQT3kHqL8cGTy/tGCqP7rTQvCabZQ/LGTEUTnlyL/ne9lDUQV0P67IBIjFtJA/U8oPnlR/mz/DdoGWKtqCP4t4SVWuWJW/PKF72iNUeb8+PaQqQoLCv5LhTTGnYbW/yfRtd21qkD/+V10q/66gv4J4o9zr25W/goXoNzKtqT/vUwZocvOpP+sZhgjSm68/YUhiyNriqz/AXrBxb0txv3yZGWpmGKK/7JTXTg2/m7/hZgjg3nKRPyS8v0hmK74/h204cp39uD8OBXxIZ3u0P9YlZSC50KY/htBXgmFRsT8BZGdeKOeMPyiC+XTjDnk/PaxGMyW/pz+A14rrE9jEP6pLCQjdBlY/dHXTdACilD85vqcYtNKtP+p2ykHfKZw/J9pcoAidp7+O2WuhPb+iP9+VQRVa7cK/bj/eXvWhpb+Gj3+lbD+jv5V6MN8PvMg/ae+jHjYjuL+DQY0OGZmlvwvXWchqPcS/GIhl4Nb4tT+MB0bpEAKzv74i3e6PTLC/BrOho0gLwz9hlaCAxnSkP3aFQWQHK7e/7Li2DNXPrj+osg1teMWpP/72DFmNeYY/NhEfsDRHob/8eUNVCEWkvyIbhKFwyLW/g12oXl+MoD8MyPYcAp2ZPwQyYmncOZG/3nUfC5dztj/DzbcBD52wv/zGSlb7frS/9b+Jqccnr7/HJiKOiHbCPxsQTMnMGL4//qHQABZpsr88Ge4T1/16v1cGsmRJvJ8/"),
    },
  },
];
