// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const BATCH_RENORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "rMax": 1.25, "dMax": 0.5},
    inputs: {
      x: f32("fq3kvz/btb5tEqdAKiKoPcLG1j8Lyq8/lQH8PSecGT9gYAK/ZbboP7IRtz+gXaa/UbX/vh79WkBA4BPANHkRPwkJNT+ihqs+TvDkv139mr8Y5xdAv2NEQE+ZBr5Bvvy8zmC9v+BnVcDbO1I/PwOCv99Ih0AUJAFAnlWuPzv+8b4prtU/CsQAwPmdZ0D638Q/12ocPj/38r5sVA0/dsNiwCjpC0CGVllAeFmiP4uvF7953HG/1FvRv+QN9L5hojRAXLK4P7jezL7MJmlA893Ev26TW0DeG1Y976ZPwNKjdcA3bn8/RH8zP5NIecBP3kFAP6ihP7Gebr6iekNAFljxPyZTSMDAzxa/wgr7vpn/RD857iC+LHB4wCA+J8BVRURA"),
      dy: f32("dJo6PgiiDj8ihb+/WaGGv7AwpT/oLjy+plbxvVcsej/4H90/LvewP4q4oT9yAOg+QltSvTfzj788UBy+zjuJvlNAzj96JqS/wJh/P09Vsz7paSw+ioQhv/vPvT98scA/QQAOwIA9k78pghU+TQbtPfUczj/rGEO/nR6sv6ZilD9zFR4/c13LP2VCkb7WEt6/OL31vgYNPj8rPkW/UsdnPnNXMr1YhFc/P9A6P/yYwD6am2W+qQd5P0odEr9uMZk/06UaP3bumb8gKyY/QIOQP4nax70rrM0/SIAQPDyAAD7Aga6+4s7sv8RT2T+H66C/rlAlv4ams75IQ4+/LUOqv9deHT4zPRO+oybXPoV8wD+xG1a/EBgJv57GS79iRWY/"),
      mean: f32("GmVmPxA1ZT9xfSs/qocDQA=="),
      variance: f32("MfTXP0isUz/ZEdo/A1TJPw=="),
      gamma: f32("Q3l8Pp3Igz8AUrI/XU6ZPw=="),
      beta: f32("pfeIPmV9NT9RV/k+cSbgPg=="),
    },
    outputs: {
      y: f64("hNxgEYlsu78UdTR8ctS2Pxa/JDVhU+s//vVWxF8Xwz++occriY3XP5Q0cnsh4dQ/XCAPuRFnyz8WAacTvf7fPwT9MdrAGcW/0s3yp2mt8z/gzb7I3+rvPzreqWvbbuS/Lt/Zv4Q6479iSEeS0O0GQPrco7RBngHAMPUxnwb21T/mCDVTZtLdP4TNLIpBhsE/3BgN9h6c+L/QCQe+hFzxv8/oEK4HnPs/UuJpW1MqAkCYvmH7YIzOv2jr9kumc8S/UDXWwPqksL96451kTHHUv8G1LjeBCNA/ADYk4EUbV7/44FLLWffmP+hJKAFCido/EJ2nZeCb7j88A3DKQ0rCv2ANvEByQPI/SZkTxaYL8b98p1B0+3gCQHCJw08u/vA/YBUQGAvTmL/OIVU8QIbiv8o2PSCLC9U/ykTzEE1WCsCemJ7Bw2D8P9k92bMbvwZAzgtec/N86z9aY/AC+TTjv0rkE0i/C+y/f6PQ28yw9r/GCnrqv0zgv4b9Nw36ngBArtfdk3991T8kUv/mc0C1Pw6cpwR/ZuQ/AP7JwNWysr8uTq5BLnjjP3UwBsBYkcI/Wu2TRiXd/L9TSvPuCUcBwC/ZJwrpn+c/M5BYBMrv4T9S9Yay6IwBwABzcl00Sv8/CLNykdii7j+EUfhTyGHXvwTcUI6hVARAesdiahUg+D8H0VRpPmoHwO5S7jMTxOW/lnpv8Wuk4L9zXg70HvHdP3yOXmOPkNC/8srhsL1vCcBRRNhMTXoBwAifRS1YJwJA"),
      r: f64("AAAAAAAA9D8AAAAAAAD0PwAAAAAAAPQ/AAAAAAAA9D8="),
      d: f64("Gy2RyR4yt78AAAAAAADgv/+KkGws9My/AAAAAAAA4L8="),
    },
    gradients: {
      x: f64("M/Yo9L5irT9kkpuOvoe3PzprQyquWtC/Fwp06e4jwb+QwXlyKJHFP3DvN2Cn1J6/wNh2TwvZyb+AFFrZVX7gP0sXYi8tVeo/yWyi05xC7T/zdqFi0WLpP3C1niQTjaW/wP87HlhgtD9Gb/cEdTzgv5PToK9Irca/cArzcU5+i7/T2eeb75P6P2rP587b0e2/KJja0fwf5D9MxQmpUCKyP2kxXvwNX9i/1v3AJ4AU8b8QFGsW47XrP35rFrRs/+s/FryGGRCi0b8gi90B0Gm7vylsh2g+KJY/xreQYJ0OpD/y+4sXiVPHPx5/57DK9b2/3fJzvnXo6L/aLc0yxyvfP1DxK6rP9ds/e/oT06WC4T+wWwkZ/sTCP4t3cu14q++/E1mYU+iczr/Wtp9JJxTpP1rHEaseY92/CClrguCapj+KNrNJMWfVPw1bGlbcqfM/Fo8tikvMwz+gWMKzRmCjP30/AYkMxNm/ehRX1iwP4z8uEpzyrd7mv++2Guvyw9g/4a2fLk2+sz/Ux/1XBg/DvzJsz/cQWa0/P9yiAVaXxz98KL9T9sylv8b/5Rhhk80/xztGKIPX4b/AdAJE1gniv7J3sqX7msy/NrDM0I6n8r+qstwk18LXPxKP5O/UZOC/KhCwKDEh0r/DaM1YEJDEvzSkPzpeK+G/7m2/+CuX6r+AL8YMeniSP5BwXFILUoW/3C02yWdGsD/WTtknyL/pP6R5c4l/au6/BduoDugu2b8GcJn2saDmvyj9FoDe/cA/"),
      gamma: f64("WvcPgGeCEUD1ECUHq7wowPVGXnaobw3A/BgFsOJ68z8="),
      beta: f64("AAAAEDRs0b8AAIA3GkoQQAAAQI/HvxDAAAAA19oKHEA="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "rMax": 1.25, "dMax": 0.5},
    inputs: {
      x: f32("S7qhv0qUwL16RAdApAQPQOQkbr4MP/O/jkwJPwAaOL5/3Hi/4BJmwJA15DsLhoFAo87+P+IYKEDZB5y+MnkCP2O49L9/XZ0+G5w3QCZOJj9G9209II9VP8cEYkCRfmZADYjgPzjQOEB0CJQ/x1rfv6F6Bj/gQ0JAP1iXP9BEZ0AxrxPA5vOXP5fShT9EdpI+0M3NQML97j9fW+S+QCKvv4d+UT+mlpc/yRExP1KRYL+2XE9AWK8mv70CHEAJnjLAgZPkv7zEOL/oUvC/JoaZvwT19T/v/zO/ehhtQJ8bTkA="),
      dy: f32("umdZvkicaL7OxYK/Qy9uP0orxr9qO+E+xBwGP+YMB0CG//I9L2uNv/mSMj+u2VE/sQTBvQ4WHL870Ag/KLqFv5bIKT9zPho/WKJDvkSzf7/J/x0+YqCaP+5tIr/oSbI/k2wCPw3WCb9R4sK/ES3DvUzNLT/RJ4K/EeWxv1O3gz8deyO+e5RPvxOicD+g8k+/nq0uvwhd3z6srHw+7cO+vss+ib4PJLw/gXxlPq+NM78RmoI/Kh8kv78+Kz9T1sC/CzTrPzjYrT6J0Yk/73Lfv6i3RD/p3Ky//7bCvVZEMr8="),
      mean: f32("Jr+CP881R76sQag/+cSMPw=="),
      variance: f32("MPSJP9lUZT807k8/A3O1Pw=="),
      gamma: f32("C5WCvn/8pT+UiYg/CVnJPw=="),
      beta: f32("WGYMQMSPf78MLeA/T7n3Pg=="),
    },
    outputs: {
      y: f64("H8DAa84kBUC/X220v2EDQD4wg8VKDgBA3Y/Vbyq//z+9YBreLZcDQCKg7SFxGgZAXp9rcZ9uAkDmIBHHO3zxv8p3L97IJvq/uLN+kVlrC8Coxgo0peLuv/otRXipwPw/WO0cNKsE2T/Ag44lFGvqPz7lKFn6F+s/TMti3mGl9z/IKqtbyIfZv3IxIKwkI/U/jF9fnHhzCkDEA3RVuGH5P2FrS5/cC/I/Oshjuhq5zz/oq2NmVxYHQHTfLjNrogdA1vRSb2xc8j8MDtnLvAwCQJc2KM1/BOI/y6iwcIoyAsDVOQkd33ICQNe9YnV8Vf0/uQTAGHF1AUBpvPZAe5f7P2thhuZ/twZAjdrkE5xzAUDnGLx8PaoBQNaxOtWxx+i/StdIc6VpC0D4afX9wJzTPzdXbTqrZfS/iHwGqu57/r9+KOtKyEXav/TPmtA0hsS/ke1D/DPn+T84KjsvlsrZPz5Nm2CPwAxAWu+kzNuA4j+s2JZ/+sYHQKw/lihySPG/gDt4TzVG07+zXwARGWL0v/C22p0VPAPA8LUEaJfb+7/mcs6R+/r0P2djIFh5F/S/9qVqYARxCEDxajWGMacEQA=="),
      r: f64("AAAAAAAA9D8AAAAAAAD0PwAAAAAAAPQ/AAAAAAAA9D8="),
      d: f64("ftrlOc9a1L8AAAAAAADgPwAAAAAAAOC/6Jl30By/rT8="),
    },
    gradients: {
      x: f64("HNE/gqqzdz/C/rZqgBSNPy+t61GoU8Y/YbXNj8OnyL/isxs948nQP6CCVCUIv76/LHIGHoTMv7/QpiXk2cH1P1C9plEoqX8/KI7C1OaH6b+GJxNjBhbZP/zivQ20ZNs/13QTViwYxr+86PbP3wnhv+2Z2OC+ldo/DB1ejUDP67/ycOwS6U7kP/q6CVkdDds/V7fcfnB+2L8Gyfrm8ADrv4EtVJ/sA7g/sAgaC5219D/sNBQFq23kv8TVg0z5dPU/qpdnqUQh4j/eSawga2zgvxoP0Tn+RPa//l/s3NSCwj/Pv7lbv6TDv5nd5ez3xsY/i1BxHPmgzj/NhIG9Yy/KvzpKpUiMuoK/ijuB4/uswD8QJHiE653Jv4yaaD4jl+S/En+/eLoO5L/XkiCa2oLIPzDtPWmP0LY/DTm4xRaz1L8IxJuEJ8XRv4xpibGi/uw/USN1tFjQuT8U73ua4P3fvy+KzWYI6uA/1xfur7QT3r9h40cTxTbUPwsuruMNau+/7xjxuPuQ+D+vJx1siabgP5o2IHLAwfQ/kGAAJG7v97+OHnB8nPnpPzDXMha7IvK/lp0EUXWEvr/Vf8Kk2eHlvw=="),
      gamma: f64("yCZNDd549T/Kc7JTUQz7P4YprmYrmwRAYCVaXx6a+j8="),
      beta: f64("AAAAXIeC/b8AAAAKNkf/PwAAAJD05OM/AAAAgBIi9r8="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "rMax": 1.25, "dMax": 0.5},
    inputs: {
      x: f32("W1fRP+zgkD/8Dr2+e1AwQGQbVD90OAJA06ykvsb1cT/KV4S/nkQBPwQAzT+OYGG/BzGfPpJ9J8AsOTfAcjWkwIjp3z8Xt6q/bfYNQOwffr8="),
      dy: f32("gXOiv2t4Fr/W6nM+FzlVv18jhb9tyre7yOxVPpxhJz9LtxA/xbf6PfVPBT8oL7Q/LxKbvrRtZz5AKne/q8IwvvISsb/SNSO/Xb/HPeVQers="),
      mean: f32("Kw89QJlPJEAaKI4/4Agovg=="),
      variance: f32("Twn+P8ndaj/Ai14/7WLePw=="),
      gamma: f32("TyJ2P0IX5T/CXh8/kv5HPw=="),
      beta: f32("oZMOPbUtyDxjwzG/bzdJvw=="),
    },
    outputs: {
      y: f64("nteutL7n0D+QspM6v2/mP7G77T37CfO/7KXvl69/yD8rU+ZEsjbWv2J0PUgZVf4/xu8F1eO08r+rmhf8v9/ev1Q25Wo1IPy/xefZLTBvwL/qh9NNlSLVv7y286Dml/K/MlVp9k+n57+PyWJOqwkRwL7tpFK0OALAfFWM+3j1BcA8/55cgGzWPzh14ACcfQTAYOKyiQZer7+Z7YbwJkPzvw=="),
      r: f64("mpmZmZmZ6T8AAAAAAAD0PwAAAAAAAPQ/AAAAAAAA9D8="),
      d: f64("AAAAAAAA4L8AAAAAAADgvwAAAAAAAOC/c0W3D4Md2L8="),
    },
    gradients: {
      x: f64("4C0vFCqmrj9xuo5nB/rfvwY3nGrbmcE/Gh5YEy621b90kPvHVWXJv/sA51oSftM/F283L8C1vj/7h2vRohfIP3CHguKPtJU/VD+8RDap2j9R3kP8KjewPyJvAwJ+U9w/gNggB/tGtT8fnyGmeO/bP05OWDeEosG/Q1gfMLN/yr8gHzwM74ahP4ASG+9cDuW/a48Bycxtx7+Vo0X9HqW1vw=="),
      gamma: f64("f8CRug528r/QkAr3Wx/CP4b09G9FFQRAad4r6Pl98L8="),
      beta: f64("AAAAhCtxC8AAAECHbT3svwAAACCIk7k/AACwlb3V8D8="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "rMax": 1.25, "dMax": 0.5},
    inputs: {
      x: f32("MYzmvCwEqD62w/C//iQuQOn1yD9kKRW/QB5+P7lHHUAdZmw/x+60P2vOij/hBtU/ZOscPz3JGkDlDLs+cAECwIla0z2/+F49b40vPmll+z+3kpQ/aBCvQOEKRb+NwsI/"),
      dy: f32("0JaCvbNKKz8v+C2/cDHjvm6R8TzHOaI63f1cv+FBdD6A5Ea+ug7ZPmCyJL66WAY/C8HQPzsAer/GwJO8znGUP21F3b790g6/k76SvxnBdT6rYfo7qRksvuMWZ7/BtT0+"),
      mean: f32("9fqSP5ML2T8="),
      variance: f32("HAWCP838+j8="),
      gamma: f32("hFCMPyoyLT8="),
      beta: f32("6XUwP1O3F78="),
    },
    outputs: {
      y: f64("HFfdfB3Nx7+Y+IekFBfFP0D2MtzsEwDA+sDyVywpBEAyXjmgvzH2P3p2vDSwaue/UFCCB7DU7b+wzk+rlsHMv2yuspqR5u6/eId180VT57+0pe+Mimnsv7ZNNMkic+O/5Sn+4rV83D/7MepoascBQLa869Epxsk/efmajwtDAcDgXftH9QKtvwhMutoly7q/raRBehJD9b+9r6cEB6Ldvy7SDQSeO+u/VU8xxWCx8z9+s0iaEIn8v57Ti7jTp+W/"),
      r: f64("AAAAAAAA9D9wMR2p6WbwPw=="),
      d: f64("AAAAAAAA4L8XMgQuCXfBvw=="),
    },
    gradients: {
      x: f64("GNlmeMDJwb8Ou3duzFrkP8vPhW0uY/C/Q3GvR+dPub8DR0igVsbIP33Vd4M3SsS/WxVuPXCA079VTILPZoe9P/w4LOmBTZg/683dxlI60j9WgXLVqjOcP1Rk8rwAHtQ/V2+UE9MC+j8rNAomvmflvyZ72EWwwqG/98d/aFhv6D/KFjCSENbev85yuW8XneO/k0pfEbo72L8smgnUg7DDP32/8iNfY7o/4V3Gb63y07+6zC66CC3Iv27sHcoEpMQ/"),
      gamma: f64("cwbawq7WCsBMAgMnjl8IQA=="),
      beta: f64("AADg6JVl1D8AAKDyrwv9vw=="),
    },
  },
];
