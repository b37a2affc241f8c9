// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const MOMENTS: readonly GoldenActivationCase[] = [
  {
    name: "the last axis",
    shape: [3, 4, 5],
    layout: "channels-first",
    settings: {"first": 2, "second": 2},
    inputs: {
      x: f32("zgw8v24FFkCSh4bAgZuawDbS4j+twAXALc0pwDm0nz9jYsq/TrpXQALiSMB8dCZAV2gxPsEEV8DkH3c/nUciQGmtLD9vexZAdeKWP8A/Or8DiBe/FQaRPmAURUDh72XA38OcP9S0Aj/hyQ4/X1nTvwFoTkCmmUU/RdVRP2+sPECnUeQ/3eEpQN8v0j8iQxxA/jcwvyL61r42CIY/7nyMvvkzab8FTDE+Wm/RP7+K0j4Nst2+dpdPwNGaGcD5D+Y/fpRzwGYUf0AaKZdALw1fwKEmCMA1tJS/bUwWQGEjB8DwcZY/1JIpwFIGKr4oFaA/"),
      weights: f32("xom6P3hiOj/Oiy26CkkPPy33uT9wtNG/6NEPP5x9Lr4sHge/cAU+P1h5wz4zPS6/s24jP4rVYj0Ne0s/wWOLPyiQjz9OdxK+AzakvyMvcb93s00/BMmEvo8j1D+25Nk/SaZfP4kWiz8jNqy/4TFkP2LjAr/l3wk/npiKvgpGvD5v+YI/pD1wv5E0Jr8LOi0/J8QNvyX7tT6GAJU/Wfr1P5UM/T4L0bC+gVYkv3j2IL90G649gAnwPr9VUL5A0di/demJvqRYtD37kYK/ojoAP3f7vz4fGgi+l32mvXlCtL/z98O/fvwtPxWgJ78eCx0/"),
      dvariance: f32("z8uavxIxJL7bBlE/t5ibvutR+r+pCqA/9Z56P3zoar8cY6s+cjZkPzXI+r3DQko/"),
      dy: f32("nojvv6V41j12wca+tWAbQDC0jL9/xdS/f0JMvbOLKL+YfFO/zqMPP7zKAb0KP8C+"),
    },
    outputs: {
      y: f64("qnTfwma1vj/N7TtS06vqv3gdsFUJtN8/ZPbDy4Nb8D+UY32uFKiwv6wME4HSxts/0RyBCXt3AED1Vmvho9fYP1Dg4zsatNk/RSh6AoT7wD8tYoWQSofxPyO8eoK1Vd6/"),
      variance: f64("+TiYlMNOFUDw1rp3iG8UQFNjz20enQxAtbvQ+SND9D9vbElGlaodQF3ZqW1IE/0/kO7KFVo32D8UMNQeomLxP2hkRsYhzes/QI7WdF+3GEDBGDaQtSQrQLky9kiFWgVA"),
      count: f64("AADOK2PLEEAAAABY7h8NQAAAAL2HaARAAAAAOoNQEkAAAAAwOy8VQAAAAAA6fhFAAAAAOKP+CUAAAAAKxq8SQAAAALz5jwFAAAAA9uPJBUAAAABxlOEAQAAAACRyjBNA"),
    },
    gradients: {
      x: f64("wBTIF5BesT//uc9/Cx70v/Y9fD4EL1Y/QTdUHmqN9T/PToiQ8z0AwIgwgcOlPc0/OGpql5Awuz/EUjL+APiav16aMVESkqk/8UDeGfQ50L83kLAa10fuv4JZg5R4Cuo/vSYn9dhIzb9d7H3fT5LCv9rbs9qKQL4/YO+q3F701j8SjdPYHLDkPyRnC0Z06ak/cRFU7lHq5D9bMyIGJf3mP8MyvjKpq8I/+D05k9Tbvr+MuunlR8UQwDBb14iHUxBACLXaaDw38L9AwslhnmPXv+L7erqtotq/pQK55Q1t9r+k9ZFmg+TjP1iK7GcKxbm/OyoNudFkyr+ZidWb3ILIP8TLKb2Wrse/vWY8woym1D8WYReioR7GvwMJPKDShOS/KGpo2qH8wz++NYUEUQ+wP+ef7CYVyd2/zl4e8lBbzT/mehX9h5DYv6th2ALutsO/AJhrHZ7yHz9lbHMv9gzOv2amM51Ydau/JmJXZT0R7r8M3pta9ufSvxIJJ1cQjwFAhy7tz6ly5L+vbdkXa8DOP6ch2g+5eNy/9XPVtL2P0D+ff0hTYzvBPw/UDsVfzqA/5pMt6Ka1ir/1dsFVplLrvykaQBTFXOY/JpQk6DD44L9kSnlsW32OP5AX6DdY4NI/"),
    },
  },
  {
    name: "two in the middle",
    shape: [2, 3, 4, 3],
    layout: "channels-first",
    settings: {"first": 1, "second": 2},
    inputs: {
      x: f32("CI4IwFMel0ASh1U/kQOOvzsvrj67vo2/Y7PeP1UFIr90cuo+WfwzP28VakDI//M/4zDTPux9cr/e3VNAspWqv4aPDb+qXYFAfblfvhNog79jU4I/T803wLDHQkClcC5ArZ8ZP86zGEDBwvo+aChkPLTffj7uTAzA/spzP9e7TkDG9QRAR/aKv+rHUT7N7HE8qVEJPswtvT7jMTZAOKHqP9kpkz8c3qhAril6QOHLXsDKG1o/3UozPNTqF0CIsFLApFzQPeUnyT1eyc0/ivm0v8/P+b+GX3VAaU+UPg73Cr+YBs4/WruHwH04Eb96uMs/qX4KQK8Ycz96MZw/8hbVPxusFz4qAANAfbDfP1pmgj4uhF+/7VOCP5ygW8CYEBlA"),
      weights: f32("MJxFv54gXj8aysm+NM1yPkzcKj8dn6M/vfWHv9FOiD6IJqo/+ES5PrhkG0D3LmI/TY2iPmLf475sS+2+BigCQFWFhD9n58U+Zf+/vg5OoT8xpVC+3FKqvYA02T772YU/mXWrv27mDMAUz5Y+3j/1vq0VHD/lNLm+YLK1vB1rAMCVNwA/pOTYv91KF7/wQ6Y/4l5IvxXdxT8LDBM+dVSjv+T4ST+5GKi+Dz+pPvEMxz8TXq09W8NSP3NgKb/Fdik9GoULQKy0ez8MKse/iHrkPxABQb9CR5E+fvdQvj4pLz+cgjA/x3UGv6biPz9E+/k/+8oXP8YRJMCvtBi+w96uvhWgqz/1V+I+rw5Av1Himj+NnSY/k5mzvOngLz4K5R2+"),
      dvariance: f32("0FNUP+X2CL/xhxe/C1uqvjZMGL9+bSg/"),
      dy: f32("vMLzvpz0XD5vlVK/nbX0v6bEOj6e8AA/"),
    },
    outputs: {
      y: f64("HuhguZsX278m+JYgYA3+P2ZaMKyPdu0/Zp52t5pf0D/v9Ol7p37Fv6zzrvPhnPo/"),
      variance: f64("TQpQCJXH9j93mNXtDvcMQF1LhAgQZgRA/8E1chomB0AGGcZ3LDQDQJ7BkeJ13Ps/"),
      count: f64("AAAAdyCOIUAAAAA/HZspQAAAgNau4SBAAAAwShs6I0AAAIBCZgQqQAAAwILN5xlA"),
    },
    gradients: {
      x: f64("LaVnWdSl0r8SnbL1bIfIvw5Sv9+pNqG/quUJksRTpr9Myebm29e4Pz6tS9WEmM4/rdjrRlsa2D8qrX+ArOeuP5TEWCMqJqa/f2Mgr4FjrT+qt7WXRH3Uv3z1B1sop8q/+schysLboD8WyWlYc9O8Pybo8PoJqsm/k42lOoVt3b9SPeGSQCnNP4Onc0s5fMq/Hkm7L3Pad7+x7u3JsfDUP5Z7MjRcL5e/QwI2XXIDpr9m6Ky3uX2hv26SMYW/dte/LuWiI4Dcxz+isBLaN9Wsv8RMWrK5U4a/Qn53Fv3Ziz/wTfMex+K3PzsAqkzCZ78/Jm2+qLOwcj+yZ7f4HrHIv2EA5WkOpsC/eCmI4MN0079qyIwYlbW3P8jbF/LesKM/LJ/ASEYUw7+8JV3zj86rvySZgvawZac/kbQT+vkn2b8ql+A/aIK1v5mFIXrfD9E/lskAdvwcw7/PbdA6ZI7fPzBKcimYMH6/qmbfLZ4rw79O/oJbBYDCvwJ2hbz+raO/DJ8TE+xB2r/LLfhAG8mEv2y36dahero/CGJEpo0Hw79edg5G3hjBPxdGTbCo18I/A61TPdkFpb/Uavs0reygP0B/hrbmmac/bjLOhYc9rj/8Q4sJ8GWjP2KLDNN9mL8/YvuAuSkeyb95mqedhvDMv0gbQkHR6l2/tE+Z0EPqub8kHxM+UHCUv2SUAgUZn7E/wLPpzjsDzb+uYcFIz4Wev36//tPxOdK/yDVuhs6Ydr9DDC2+AXyrPyTAd06L0qE/"),
    },
  },
  {
    name: "all",
    shape: [3, 7],
    layout: "channels-first",
    settings: {"first": 0, "second": 1},
    inputs: {
      x: f32("i4JGvwlDrz98m4w/vtyhv74qbcB2VN6/TcrzvpxGgrzZoOu/eTlpvdjX8z+pqxdACrWgwA6HL8DcB5K/YzDYPwz3Az+/NZC/yHk+v31mCcChbou/"),
      weights: f32("DP4pv4Huw7tNkPA91ls5P5zzH79lf4Q/tK+XPi/vTL8ZExNASSVmvwUgrz3bes2/bZiTP5txfb8vNww/y6EWv2bxyj4spzi/d048vmf2Cr5Qxby+"),
      dvariance: f32("rwIDwA=="),
      dy: f32("CpyBPw=="),
    },
    outputs: {
      y: f64("vMY+FKdb8b8="),
      variance: f64("cfPO2A3dDkA="),
      count: f64("AACEkY97LEA="),
    },
    gradients: {
      x: f64("xJPJojpJiL90ppuULBNvv+tQuuGBvLC/t5ftqt3Atj8XJC9AYHzgPxiWwKcVIdE/I6mwab+En79wYGAmDjTIv1Xee7DINeU/lAyyNcbSyb9qoPAIX0Kxv75/7J/erve/XeJGR68x9j9xa+9Tr1nhP7BCcJThc6g/CDb1WBJa278Qn3Q0ErzDv+SxfuIqsa4/WE6fIDk/dL+KJpVDLyeqP1HoWU1DU5s/"),
    },
  },
];
