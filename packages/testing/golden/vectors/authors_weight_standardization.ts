// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const AUTHORS_WEIGHT_STANDARDIZATION: readonly GoldenActivationCase[] = [
  {
    name: "outputs first",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": 0, "epsilon": 0.001, "scale": 1.25},
    inputs: {
      x: f32("sf8bP5HglD/4Tlc/5KDIPeuM9j5mZm8/KNbbv0Em3r/1U0/AVg6yP+AllD/BPDvAF+8DQGLTtL7m4As/1ZkRv+PTWMAh2IC/Q0mwvy6E9L7tOC4+uuoWwEPMej/ZqQRAQ7aIPskMl8Bqfqe/t1VNQOkr2D+6G8c/hP23P7Y0zT0/KJy+eHRjQErqlr/VTxy/LdShP4AC2D+XuG0/NxPsP3ypTECcvoG/RVN7vhAPsT/HmnE/jIHrP817C0ATPXlAwf6xPw7oVkChEOA/hJdmv3uk/j7B80+/cB0bwHlfVUAzFEy9B4PkP+aSj8CHClFAVu33v8YM5D0d5hJA56ervnx3c72Gdgo+3SZlQMYdVT+yq2O/UcLRv5Il1j8Efdw/"),
      gamma: f32("p32LP0CIQT/NWYY/S2LiPw=="),
      dy: f32("vtnXPmFqUz9o5eg+Il8HPwosCT8jAG2/DfnDPz8aNr9GZGm/3MsOv1bOyz+/WRM+E2n3vuTDrT59q1a9eaZMP4ZI6L5j1J2/Bdo7v3D1B72jmxzAX2JJv0Wyub6dcRM+VmaUv8L3pr7cGfm/Mz06P9WA6L+MRwO+S6arv8zqA0AUXqU/A67nPvZLWD/IB54/j1/GP2hmjD/k2RM/w7+HPtGncj8zfEY/I6Zjvvl2F7/Bq4u+uFbaPoLKpj7VEdO++LB2vyvGZT9dEtQ/qdvhvubWhT9GhF4/npFpvySM3L6LDAW++erkvrkGRj41tkrA0VcHvhUZB79D+/69z/zHvzg97T4su1y+ULEKv9sBZD7riAzAXX5AP/2Ktr9RR1s/"),
    },
    outputs: {
      y: f64("W/tQ8p4M6D89FjkLjTzzP+PQzzSIFe4/lMHt4MN01T+j3p8AO7jkP06GJl6JRPA/9YuztshH8r/6iNvMB4Tyv5Rb0YQ9DQPAuPVCM5s09j+kk+wQjinzP8PWLEPqAQHA0IF0TNrv/j+bXcy/Zl+gv54wC1y3aOY/WI54BA2Oyr/2qLHxsAQEwD6LUc0xC+K/z/7iNjfz5r81QPn55dvSvx2CXtJsfoM/mRR2B2XY8r+uR4+eA/HYP5M5MVpP5uw/Uk3dmP0qrD//7Vh2PkwCwEzsULDx6uW/YCeZcG779j9pHjCn2SDnP9tiLY37H+U/irQf+JRZ4z9aA0u3a+OXvy3ebKT+V8u/gesvU0uU+T9Mp7ZnpPjjvwnJpV5y29a/DLfpauadlr8YvhHi/JvXP70L0OsKQtW/ncdUWSlw4D9v/sNQ7Dj8P+/1PSlaAgHAEUi0E1Sq9r/bvKwaKHu2PyTmXiN3XNS/b0RHIYZO4D/8aIk0v1fqPxcG43QKQgNAivrStvM1uD9r1t6Vhpb+PxZAPf9bVNs/zguXZdEsAMCljRhjL2Dnv+RgBR0MC/+/SAuB0fLYBsABGv10ZQAIQKnhcg0VQdy/Sn/qRMfM9j+/uRJFI9ETwPk+mxtocwdAADztWgzjAsC/0dyoMMPRvyzoJGSrGf8/wtIpqeFq579d74Q2VOHcvwIgwv19NdC/dmLWWPUBCkCDwZhr/C3dPzPotkjAufS/kIt5cOl1AMAPkqJlO/n0Pyxulmmix/U/"),
    },
    gradients: {
      x: f64("SOkoZ4Mhxz/uyfddN5fdP/SvWbhUD8g/rOKIxjv00z86BO8HxzfSP3RnbijmNO6/atJyF5OH9D8xUja7Gk3hvySJOQPmZeK/xwbj+ere5b+CO+YeFmPxPy5T1rOwedA/PPkqmv7D5b/Cu0WoWx7JP3wlNtC/kMm/S8v66nra4j9aFsTNZz7Iv1OWq6u6cfC/8vHNGVvPyL+toOk5a+K8P2j4N2sfl/C/vDgfwJrdyL9fjamOyQG0vxvBQTaf+cA/jGPYczvQ279mInBrda20P+lzakrreei/JH6HpAU42D+AIhmkp+nov3z/n2UrE5I/Ot7KRl2R4b9ySqfaLFDxPwCfBu5IY+c/9E59DHHOzj+r+UYIgl3hP5Qqk28CxeY/nN49J2+78D9o+LpNI7PjP0LAlIfeGsQ/8vIQ7+wYxL81xgXY4uXbPznYBqdXNdk/iOpIRqKR4b+8cUE3J/Dtv8iuSDUPH+S/4BffL7sogL+kpnp0oz+8v6TknMe+3+q/fDy/BEB49L//+/waUqPYP/bFg1HWGPI/ftsMr8dz57/MXLNf/D7jP+lsZXgSZt4/4sKTu+JR578aUl0zDbjbPwT50JGGBtY/SpHgU0Eszj/kQF+aENzDPw/iyEWk3QLAyC5LkmUivz9AplCNCVKlv3NHq1yz8uM//ydkdpxW8r8e0fd4b0nuP4KX+it01dE/hjd5q5NV1j8iyth8uMjpPyYWXSCCrv2/xDYffezj8D/EnAnUgb3ov3LbGRK43vg/"),
      gamma: f64("VJ0cCTbqDUAgo1ekexoCQDI0f+zOHe0/untcDegwFcA="),
    },
  },
  {
    name: "outputs last",
    shape: [2, 3, 3, 4],
    layout: "channels-first",
    settings: {"axis": -1, "epsilon": 0.001, "scale": 1.25},
    inputs: {
      x: f32("aBSIP7cjnL8cznJAqD4OP77WZD56q6y/vqNcQGCarz86wqk/zi19P5t7T79Bk0VAOMslvt4ugT8LTGdAkvEGQDcLWj7Q0Oi+sMhOwKKDiT8WnQC9s5QvwD4V1L17oJc/i9oiQHU2/b8lX6A/yegPP0ENHT4ZeIk+yqOFPwQfbED0pdG+/+rsvXe0nz+1iys/0ASTPxuiRr87YLk/9dKowNZfOr8ssnW/aUM4QH0GF8DciDRA9BF7PnZ4CMAtcug+lfaAPziHLMC+RxXAOSWIP4lELD9CCqK/FOrjPtdFvD5Re0JARa0AQHwIO7/LF2ZAZdq6v1Sm1L+HC6Q+E4unQH/ry7+WQT5AlJ+Xvxz3BD9BJC/AmPGMPV9jcD59Tc4/"),
      gamma: f32("AkzSP1w/0j+ponU/A/WQPw=="),
      dy: f32("5gi4Pe8ZEr5gkb28GBHXvqqaT78OfAU+0TWrv5w2SD/Bt8U/CviEvmTJTz9VMYk+tGTBv6dtJT9+NNY+cZAWQIrnij+f76g+oT5tPxocf7/zu8E/KX6aPzLTzr4hdRW/zW7JvnO/pj9ZRC2/TBdaPmaiyL+LEZS/SiSqP3AIjb/o/iy+RtAoPQk9LT+E3WY+k85PPWw8yz+MyfW9K7QPv4rAwT1qZW0+rliZPv4C0b0im/w/+R0evwGFA0BfSDm+mFRmvoyuB78rSwy/izgmQIswbD/cJps/nhnNv5wSK76EeJa/ebafPlDQoz3choi/yUDhP8W8Iz9F+U2/huNXPIDDQj//zkA+bm50vxbFMr2pZA9ATT6kPvWE4L+u7kI+"),
    },
    outputs: {
      y: f64("k8USFoTP7D+kCaUZ6AfxvzNhXCRpdv4/q/57bePM1L+63CY7z17Nv5m5UnuQzPO/zr1V1Z4/+z+elSllyaTGP7r41enkEfQ/CmcZKbxQ/j+YHug3GYjov/MT03+JtPM/A4Vomq/v57+x/b1z7L/+P3nZITk6y/w/S+NPq5Mn5D8znGEUni/Pvy6IFB19LKS/Q6/HGT1dAcA4Hb138tt4v2c6r4kgUeK/qHCeikXYCMDQPLEecdLWv4PXcp2Pmq8/1p5VqlUmB0AdET7uuaQAwOrCCKK5h9s/9Liu62GL1L92tyvd5LjUv4m2Oa9Ovu0/x4eelSLH0z8DY9LTcKH5P/Fq97s+TPG/ZKaCFhyM2j/XAMZDOlbbPxluUJbNS9C/Ob4Lz8Q+8D/fMMBgmA/ev8Wr0CcHZOE/yYzzlhZJD8BA6K5w7Cf4vytyOfNi6ea/plvQHVL59T/1FDxG/vAAwIeR5vmhHwpAGDoE5H++7D/z++gVbIj4vxP2dwHtzNi/yctzVq1q6j+NR4RVZ1UIwMTgiQvsY/q/V9xFaGjlib8mAFeD1gTYP+ds61jdBPK/b8168O6ho78BADA5GjLcvwtaUEcpeAxAaWagWE8bCkAnK4mKjAznvzA/yC42tPg/5tu9BHr0A8CtYvZlgn76vxr6uLmqVry/9dkr0wRsBEBGMPWG52MFwOitZDSdNRJA/T/3uX15779mgxijEDrWvxHj7yt32RDA1QfM+O0u5T8xPC4rGIfEv+U74SOmwtQ/"),
    },
    gradients: {
      x: f64("/GMjCNc0wr/4CVjcD4fnv5owJ5iagM0/IjVyTp0y0788eQ1Xqqr5vy4iVyhPF9m/s0lMLb+q4b/0NTQbKHHbPwRFUjMSTP4/2+GBwxcu4L9Aesfuqo3cPwrNgRXzOLc/id077vhIBcA4PpYsFsXmP0xdr74PeN4/NNvSuh8p9j/lIwFUsTXuPzgd7dNGRqA/6RzqiDvK1z+wy25EcSflvxzU0ZjlKfc/QsBQoKnN6T8UFEvWSd3Lv6IcmVw9KNq/uDAVQ2WC1r/D+eeJgRjxP6hVlHGA/9K/4OCyO8LVtj/eCkF6vCQFwIgFkH7pVf2/Mzr9SAxY6z+IkemMzkvovwgmk6tqt+2/Hr74sjLt0r9XGJBS6TnfPzAt1o39cbg/wr8t4LSwxb9XJnedPZL6PwEER4RiM6M/vi2JWzb807/P1ICM5mblvyDvlcDEEMi/I0HD5kdQ1z8UZxCWlTCxvyRz88mBUgdAYNo1iyTY8b9wc6CtaHHxPzYu9FPPaMO/bCcgt5yi4r/9CUyYejL4vza0Ej2Nmdu/BGZ7Lv7H+D8x+yJK55brP2cPFGa/JfE/ewKKpTEv7L/8XGRNDS3Cv0JpaX/nHPS/Cz/rgRkX3D/qQtbW4w+bP4r2WIWbkOe/kDuqiiWq9T+Woxm/RybOP30SllGjONu/F+OVRrvqt79ASRoH24uev83EKOm5Qtw/Ld1MJiE1479Gy7bVw2uxv7ZTL5+A7/k/PIt0O3BwvD/3uUhakGTvvzADVsh1ra8/"),
      gamma: f64("q5x2UourHMDFNZ9fvv8QwJwx/PSBqhHAPcpJTK5F8D8="),
    },
  },
];
