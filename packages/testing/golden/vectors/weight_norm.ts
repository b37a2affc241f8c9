// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const WEIGHT_NORM: readonly GoldenActivationCase[] = [
  {
    name: "outputs first",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": 0},
    inputs: {
      x: f32("wK8UQLjXoz9QTw3A3YiUQOzYpT2Bw+A/f6RlQB436T8Mh74/Dhihv+/a079DP3e+O5QWwDTkQb8FziXAko2QQG2mfz81CgbAwUr0QNJrkj6cHGFAR+/EPk1UDECiVG4/fhkQv1CJoT6CMY5A2/uuv8DlNT+H1wlA6NgZv1kWIUCJPJG/Vt4qQN+RFUBJAOK+fFc8QF0XTMBl3I6+nfAWQIwgar6/cYs/qjXWP3Hch0BT4Ji/6EYUQMvKa0CmQ1fAk1O8v99gzL5+D/C/R6KevzCMR0BamxXAY9gOQOFu/T8Esbk+6zpYQA0Kk780sRBA7qV6Pwkbfj+EQfa+r9HTP07pt7/ltl5AY0gbwDPAH0AaY7q/jdHBQO7W9b2/+Em+"),
      gamma: f32("+0WqP66uhD9XMLY/KDa8Pw=="),
      dy: f32("7mV4P76FHUCaeB897fFDP6dnrj5zML++UFcqP15RSz+SfAU/Hry+v3tqyLpqai8+FKK6vyOtAb/tSJo+08ULvQetFD/lOQdA1MSVPi//8L6VuYA/+5I5Pj+teb8Tiv4+Nrd0vyiF7r95opA/8sADwKmLj79wWSs/dbciPp4UND/XT1g/Wz/Av3LRKjyCcDm/vlZgPx/zwz+bPNC/n4KyvtETcT+5iru/pxLiPmq8Fj+y3aw/GuwbP4EMHb/Ct5A/FCtTP0gitb+QXki/r44ZQDUlnL0EBLi+XNq8vnaFHzxbuPM9diqUP/vnQz0WNQs+y1ETvk/MjL+Biby/txB/v7ryk73yQhdArgXYPqEXDD8W6pa/3Q4uv9bl+j4hxfi/"),
    },
    outputs: {
      y: f64("naeGPjf80z+G4bGvugXGPw/KiThj/tK/MibVLP324z/o6DO0tUqGP2+3d3r8Nc4/kJiUkN3d3j9gQnYjzVjPPwE8DKvwm8k/GXoXBSanxb/yq3Uo0HnMv0R/+VvQnaC/2Teh7lU91L/5vE+MsA+6v/nkiI8+Sda/8P5a5/tt4z9EABOBYi7BP9M+NK07BNK/SYpO8+2x5j9S8vy8ljSbP6SJC1bF6dQ/N2fvpaRLoj9/c+F90xLKP/sGDKImJLY/9RcTQSnGqr99+/nejAOePzPg8A5+a9o/5x98fJdBwL/1DXJmBOawP4zCzBODnMk/fWqCvtCVrL9+Q0CEMO7NP/8T+dc8/Lq/VpzY12+/zz+Dm8vnWsrLPxp3Ixbs/qS/hC0biiq02j8WkmQR0u/cv3594t5dQaS/D6cuMptm1T+I7/WsApmgv9rrXhlbxcM/QNQ/MxVfzj9XjOUMTEPjP34QV9LjrMW/CuoHi/MF1T9aub9ROrfgP8ntnLdchd6/P5QznZyzyr9hrvYmPvqsvzlN/PSwBNG/9doOUt99xr9LR4S75krcP5hsnI04NtW/FFsn2CJV1T/9T32DhOzSPwwnivMxu6s/tt9Fm1wl4D8diNE8evXFv6cPrya/m9U/s0DmFUi3wj/0p7pgX/nCP9sSIUZSY7K/L6fJTRWizz8PuSObI3fLv0l6pv9PoeA/NFFSxaIw179suKoEdNvXP6XY4GDK1cu/3ka7Kufx7D+NPsnSXFuSv+gwAQKbKZ6/"),
      norm: f64("SUCMTDfLI0BNtlQY1VAmQBVKHmPpEyRACMC7uiSxI0A="),
    },
    gradients: {
      x: f64("6e0xaKIvtj+MLy4eRKHTP7d0r4ST+Kc/X/mU4Beojz+y0jZeQqmmPzychnjGULW/LGLgl5lhlj/NUHmHIIuyP4oOVgvWh6U/gS6dpVmaxr+MKQPI5LWfPxoBUMsQPJw/aKjO1OJpw787G+mldI6rv5Elewss3LY/gQ75u1r0tr8CG7MzcFauP+/aei1Vs9Q/094lX7umm791l4AslG2nv6xVnyzthrE//so22MDjjD9wIsxmyy27vzqmFxekQ6Q/LvKLgTS2tb895xFVB3LGv7+pupHqzLI/D6liSgM9x79rVMygR/a7v2W0RQvcAqg/G6N0U+J7kz8DVgm+TVCoP4RXvZE3KLY/5vrYbglJxL8x+zIp0fuPv5tSROj0bLC/zbDffJq0xD/T3sS0SJTGP42xqE3W+s2/6u0Xip7Vk7/VWOF5pLfAP7hZ6acV0Mi/pVObH+d8tT/qAVpkB53BP+J/KSuRj8Y/gdg1c/GqvT/qExNV+3ykvwV1jgyjD74/XLQvxo4juT+cURGzSFXKv6uCP37BQ8G/rKWwj8bC1D8gGXvMMKGdP5HMadtsrLS/VFYXZOH8tL/8dlinDfKWv7mHU40Vcos/QZyEzU3qwD9MyoKRpH2VP6aU4S4Ncny/4SQ/aLcKob8GvbfZ247Gv100QUsMasu/PAkzEDuZxb+xeRc7tLx6P9nJ8UnF59M/BIPb7Lmdtz/FdkvN0HCqP9PMwzWUSsS/ntGSmCBXxr9ykgfh3BqzP0XFmjNvbNK/"),
      gamma: f64("RgDRwEUw9j+gdaZamUbrPwPkqm7M4ey/fg7adhpt6T8="),
    },
  },
  {
    name: "outputs last",
    shape: [2, 3, 3, 4],
    layout: "channels-first",
    settings: {"axis": -1},
    inputs: {
      x: f32("dnPWP0TYsUCkv0i/PmHCPnjQEz/1XY1ASKizvwL1eUArTI4/XawbQHzVNkBlQ76+I0FJQDOXlD+YbSe8BGpXvrxqNcBCQwrAEF7Kvw4ff8AeRKO+3R46QL54FUCXaho/EZ2Dv2R95T+X4oU/9JQoQEUIWr8qayq925UUQB7DNEAMyZS+AiASQCGHSL9MiQQ/UOUwQIJGLT/wDao/PlmIvdf5yz4dauw/fIywPzXltz966hQ/98j9v0rbpb8W3KrAdA3yP3EO5L/lJ+u/uvyEvdi/+z6sVlw/fjsUPCozZr9jtHO+jC9tv8bsSz/4K4S/I1DdPmISyD6q0Am/ejaGP/9Xr0D4Db1ARBowQGzmAEDaBBA/apPqPxgn9T+x4sQ/"),
      gamma: f32("/SxcP92BkT7NhVI/FqWTPw=="),
      dy: f32("v4Itv2ayE0ArHbq+0YC1vpHH8r9D8Ki+T9GDP9xI3j9Jz7u/HYDYv3aGtz5FTdS+LgyovvvgJz+xSkA9WebQPxN6Lj/eSzI/EZhsvwsQCb65Yeg/bSEcv5hJtb+vDrQ/JnkrP8tehD8NSV8/rqEAQBQ8pD/lRVG/pnmovsWiaD+OaAe/u1+pPSgcuD52ZzHAyu3+Pq7RyD1b6wS9mBOwP9eFDb9fnZ6/M34YQGEOqj5ab+A970G8P1u1nr4sUry+VtvXPp0LIT/0d3o/VC0KP76zOT54aoI+IcrGv5txSTo10OE+V54FvwKaBD9zlwO/FePfvjY8FMAkyAC/vEvDvnx7wz+JWmy/kYXPP2C/mj41FhQ/6/+MP7r3+z/YX4Y9"),
    },
    outputs: {
      y: f64("OiTzzb6Qxj91IWktk7fBP0O4NgtsKbi/VmsS7OIJqD9DUdkEdRuvP1njK6mQKrw/qeh4KJCfxb/qsvLTaOneP9O0Q7I98r0//cstU0UErz/FmlBlcAHWP54VZRSPh6e/4ikZp0Mt1T/NstgXA5udPxIVqhjCJlS/Qcfu3s+jmr/28Vrg5BbTvwEzIT06jKu/+77SHk1byL9nkxac54zfv8HSGUH1LaG/KNvWw6GKsj8JAxvofP3RP+T8bO2tGLM/uQLm1qSyu78oS8p5rdymP5RehDM9HcA/LO57PCXZ1D8WfEU2N/G2v/1BTGQv+lC/m25aHy7i0T+kcnttw1rWP/4HIxnFT5+/eMSejEAdrT8SsyjRniK4v+Khqyv6Y7A/Hyct+xqd0j815znZCkORPwj6ojSud8Q/ZsNnsqvcgL8cTLr/knalP0RE8DZHjac/c4buPMg/xT+Us77Z9L3GPzd1Eh3OVq8/HDyZQEdIqb94IjRfVvbDv7jVlq5CIeW/wWNxA0J4yT/bqtgrH7imv3AhtguSTcy/mslZkUBygL95AkATd32qP5Hp9iBL85U/N5dk3k3XUT/qBcAr6ne8v/vv3LrCpJm/1eTdXPKgl7/9uHEdSou4P/wHCn1vWMC/E8JRBZdJpz8baqI2bu6DP1qKHCRUlrC/xftKmg2ZwD94j/5STHPiP0SrbDR11cI/g7Rq9Agy1T+jX7IOt+HPP4Eq4Gf7Tq4/s5Fr+WJepz/HafSIl4HNP/vKg5w2Wcg/"),
      norm: f64("LZvUfORYIEBvMnnrbdImQKircbiEVBtASSitd4OnIkA="),
    },
    gradients: {
      x: f64("j6YmFbNAs79ryXN+DBuvP2LBvU+B7pq/wm/Zn4NCq7/P5IN5vrfJv791M6DZ/Ha/gSiq+AHdwz9C3JX7Iji+P4h4A2ygF8S/5Pa01WDVpL+Q58SuneuUv8QTQhsWi6W/FcVFUChrpb+krYnR42yRP4/VUpdNE3g/nMyghUeAyj/K/OOYAgu0P12G8EYWdZA//oZ1bjB4s78zEty/pgi1P6aDVVP/i8g/Lo1MG12Yi7/YJOOIz3jMv/C2OfT6WsQ/YKiJbmansj9wurKT3nSbP61RZdNi6rQ/AscBkzp3xz+qnSTAzojBPwo7F46F35S/KItsBltdt79RcxgaY7qlP91HFbq1Jqy/JE18rIXnaz/fJivBfRWvP1yVvRGCwta/3ZnTX3iKpz8QMzx2qEZnP3vZGSEAI6G/k/eq9XH8xT/7Dm9vq0GuvwPvA/O+fJ6/O6Rkz7Jj0D9yn1iTOIR2P1Ean6YC2oQ/6AoV99wnoj/cO+CSuVqBv93FnlNtNLY/97kBM3l3pD920jmYW++NP1B+59RTTsQ/swB8nvF/sT9mSulVPF+SPwAJjcVEEHw/ljaIeajzx7/vQSYkauaWPyjoHdYyC6g/sEqHDtW9i7/C41qb8demP8UDu6B4dKO/Acn0VWQSqL/cZasPrWqtv9uu+oHI3ai/ONX3hye5sr9wqDKIJfHCP6tqLOVR+pO/3JNxAawjwT/716N985iJv68OqTwIf64/gAAo2ikznT9EFmS4/N7IP7s8PplSsp6/"),
      gamma: f64("gU/73UISxz+PbhJBTUvRv8R3B8xaNvQ/v73bDzji/T8="),
    },
  },
  {
    name: "transposed",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": 1},
    inputs: {
      x: f32("IViIQNnuXEB1yum/pxV9P4hKsj9fID9AI5Z8P269CEBY280+YRe4O/UYMMDI06u/5SRbvnDk+r3ffcS/WYldQHP2hj8Zs+w/f81+Pg1kJz+9drVAR2jcP9p/QMBudAhA6oqWvwv+BcBoZS5A2v5zv5yIdz+6BgVAa4JpPVAFOL9SzPo+hdw4vr8jYT+Uhuc+9pcTwDH6oT+rO8I/oXSHP3Rx+z54zjQ91Q28vHhsoEAL07k/MfgOwBwaf8BP79u/wSJtP7R9m0BygWRADg7vPwYNFsAVD4BAEPoWQK8/CUBi+DlAvib5Pz5RAEB1JQi/5waPP+91ujzJiZ6/iChNv2k72T+NAum+DsqVvyj2w8AHfqk/EVnaP6xaib+eT5xA"),
      gamma: f32("s7SRPwt5gT7OYU0/"),
      dy: f32("FQmMv77siL4r6uO+AdlFv4kXYz+OyEa/O+g1v2FL0D/xhyM+T1z/v+kGE0DdwAy/H0wQQJ+5t70xNCY+n9Ndv5SC077/uXw/wnAGPm7FAb6O2oW/TBDevkFAo7uaF1C/77ptP/Z3J78hmb2/Dc7NvsVNiD3X47a/y8KePzhhNr5BnzK/7oYDP+2SWr8GJhQ/cYwUv4hJTD90vzQ/zlCPPlJeqD8PmTU/3GdMvtbXCj8i36+/aPLdPpOe975VlL++IXWKP/pK8Lwimns/eR0zvw5Qo7/nWw2/W9D1vv4R1z6NaTc/udW1P+sLAj+EJDK+aSZHv8PlBr++LTi/WRK4O+yRar89OUI/5UjyPokYV78geW0/umgUP1bdMz8W4ia+"),
    },
    outputs: {
      y: f64("iYMm+4sL2z948xMoeunVPwn94PHvL8e/Mmxl2s0ZuT8wA491za7BPw1UaMKw9NI/LupVJ5mimj8ElmR7ntasP3LC700gtYU/hqakh5BpIz8RlTAoxZGyv2pbJMN+HqK/JjqC2zySjL8keIJq8FqAv9iAYHAunrm/1tibUxbizD8GRjv5kJixP8CJbRgt3L4/wd9zdm1FmT/iLrJOC5qwP5tZVVpb/+E/IHhlbCHcxT9z0HfUjBfTv/lPfBcpEcs/+jYrC9S/n790XFd8RkKsvzUKBGvXY7I/HsNyOK+6mb9mlV0/MhqaP5VANdIdDqw/yd9ZSLNxbj9sFKxi8v2nv6u4nvFdWaA/+0KoNwEaiL8E9hKmWFqtP16eH219L54/Tk4ujMlGzb/NEzlpmBDAP5fNGU6RQ8M/1UoZjmveuj8BYGIEIfCoP4LDk/+q7nE/r1NYzInUQ7/BKZWdp+rAP4NTpklZmKM/wOlTAPQmrr9Ge1FDgea6vzPYf7YpMae/Fo3qxrvqrj9Pxy1VukXUP/2N8gyxys0/MGmLnskqvz8z2WS5J5DDv4BK76YkstA/KBHvF5byzT/JhbtNejnLP2xGnVPGcdI/CakXdfC1yD/4vucM8XPJP68hXN5+Aau/Iet0Pw4qnj+ke4SJhqlDPyiPeYXBt6C/cpYFPkWilb/tnJPXM+imP9WLyN0gkoi/PLS1jGyHs7+eTMHEfIzZv5B07xoKGbY/o0Hsz6l3vD8JByDAYuixv1jAKoEYYdQ/"),
      norm: f64("GRt6nnP0JkAk37tlRC8jQBm5AuwynShA"),
    },
    gradients: {
      x: f64("GHDBBmu3t7/8sJ2h9f+Lv4msq6MFFqq/IcTNPSKusr8IKayIs9m3P7Y/vWZ43rC/r7a9VVixkL8j8OeQ5qioPw+xPMxCTXU/YTRe3qvrqr9dqDSddImrP6c80vCqOpK/a+z73V/iwj+49o8bwaV2v4bWicby2Y0/QxWRR0zEsL8ZPdhK0GKev9OgQzJGfK4/haHbUpCQjD+g541+e8GEv4grltN9JbW/q0hvWO29or8zvyQM+fGHv/CFO3k+m7K/nNcld+8Zlj840BFvC/GWvy1KR5M+jqC/cN73B+SCir9WUtFFzvFwP3nriznnqaC/i+m0EySptD9mAvb4UPKDv0IyM7Db8Ke/NjD5P3tjoT8HBS3lNqutvyctqTZntqI/ksQprE/usL+Q2r00mHe1P/N/8FxqX7M/beQOTiw7oD+68UrXxu7APywh2OSHDbI/q/q4V0LJdb/GkhLw+0mbP1+k+9zZtqC/emsNNrtDeD/RR1oUrByXv8Aeya8534y/sWjeDDdvsT9mTTXB2dCNv0jaE2KYC6w/tqInulDXqb898RTK47qzv48G2mszw6e/iRMN2hDio7+1Z1OZFmupP55qIE/N9bQ/kXrYojz2wj/oydD9HZ6tPyNxEdsPspO/6Gyj92Eukr8FBAUzvlWMv0rbkUTii5a/GBiOVHfsXb89jGq/HnSUv0oNQgInVZM/s/Unln5aoT9+ynSWG+Kjvyr+mZ9IMq0/eeJAkHEToT9FmvIKSuGoP9bBxP2g5Ze/"),
      gamma: f64("W4k34seS278UmgYzA7Dsv9r0NQxXct8/"),
    },
  },
  {
    name: "dense",
    shape: [5, 3],
    layout: "channels-first",
    settings: {"axis": 0},
    inputs: {
      x: f32("nPuevrMEGkChiTi/G/fGPuN/jzxLomDAbt/4P5xgfb9fq5TAXGIrP5a2ZEBm+lDA55UsP7/B+T+2ql1A"),
      gamma: f32("qXnZPxoueT8DnhJAt3KAPjYjyj8="),
      dy: f32("IRzhviFsC7+fK32/CnuKPonmcD5Ibw2+6CNbv9Iagj6iRbK+MIc2v9Mkoz+hh0Q/WSt8PW3fhb/Bqik/"),
    },
    outputs: {
      y: f64("MYlYe3ityr86n7KjNdj5P4n5U9c7996/aUVPDqFruz9sFrb9wsZzP1/ymwE99e6/PZKQYiPF6z/awj9e0EXcv8xDY1DLlgDAJ9wzdL+YoT+BVLaunHvHP/yhEXridMW/pPJ9Ywbm0D+88qrXZXToP2HE6otLtPU/"),
      norm: f64("O31JdxhABEDUjex/TEAMQE+cHirhhxRAbTo3iR+ME0DGG72K4SAQQA=="),
    },
    gradients: {
      x: f64("Z5oa59zY07/+Luz+R+jPv6gSVWMTW+a/dl+bxlPHsT972aa1foqwPwJ1/lhRaIA/X0hxZt3S178xb70uPsG7P5yrLVuY5ca/L3Rr8fPlo7/9UlCTrlKrP8mdm4fW0qk/ak3PepLDkz8CThFhdhvbv0Gu31m9D84/"),
      gamma: f64("rmzetNBSx78UnZEy44fFP6/HNPmwv62/nrSazj2S1D+7s6W5Rc+yPw=="),
    },
  },
  {
    name: "a vector",
    shape: [6],
    layout: "channels-first",
    settings: {"axis": 0},
    inputs: {
      x: f32("2ZQ6QD1U77+uJI+/45Wkv3sW/z/1y+M/"),
      gamma: f32("BMOVP6te9j/SnqY/eY78PzUZkD7WC3k/"),
      dy: f32("FD0yv3RMFj8Np40/hsyAvzxaZ74OhVw7"),
    },
    outputs: {
      y: f64("AAAAgGC48j8BAABg1cv+vwAAAEDa0/S/AAAAIM+R/78AAACgJgPSP////796Ie8/"),
      norm: f64("AAAAIJtSB0AAAACgh+r9PwAAAMCV5PE/AAAAYLyS9D8AAABgz+L/PwAAAKB+efw/"),
    },
    gradients: {
      x: f64("AAAAgD0LarwAAAAAUFYuvAAAAABr55Q8AAAAALbZdDwAAACASFBPPAAAAIApXvO7"),
      gamma: f64("AAAAgKJH5r8AAACAjsnivwAAAKDhtPG/AAAAwJAZ8D8AAACAR+vMvwAAAMChkGs/"),
    },
  },
  {
    name: "the whole",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": -1000},
    inputs: {
      x: f32("0ytaP4TsjUDGudu/hL2vPgAkOj1KQh9Ao3AKwB0mxz92jmLAzHUyv0/c5r6yYx2/wRidP/XR2r+zXP4+Kw8Rv1UMxz7UCQnAXttvP3ow0bqQ6hu+DXGvv368rr4ZywNA8KLLP/A0tj6DE2nAGKIxP2LicL8Hr7G/nxOuv3i4iD71gwa/XRvWv6PJsz/rPSm907aFvtIeM8B9M0I/kPgTPlek9T47NXC/qXZmQO/D7j8REt+/DQi8PxqpIUD5SxLAEVHIP4WuEb+XdxC/Z7LHP+6ES7+LgeS+XluRvAZJNUCbfqw/c9JUP9UB+z/ETRhAnFmlPzaBIEC+R4K/cwV8Pfieg8ACJ4Q/isk8P5lFlb77yNU/gioEP9l9aD+HnAo/"),
      gamma: f32("XJiWPw=="),
      dy: f32("JD0Zv+tHaLyVZwg/YIaGvQI8+T6aJGG/rocdv/EWNr/MwNE+8axfv4u4XL0us5g/h8NJv4R46D9W8tC/8rtdPrJ+T79X6Rw+mJ6OPyTeDD0g/Zw98sarP86tRb+IxFW+2Q9OPy7bD0Bz6bQ/8diuP+SfQz7gJmm+JsIZv9FvHD8bHuE+0V6BP/9IgT2YnTI/qt/3PnNAAUC5h2q/ihysv6jtzz5sZRg/XLyUPUvlhr/tb9a/IltsPUhK/79zc6c/by0Pv+R5/r4/zFQ/JRkMP9PGxz/+9+y+0TAQv556iT/VZs6+9E41PthZUD8yRjo//DXqvmzbQkAVhJu9bWWGv+Q5BsBAVjg/BzAWQASdLj8qaI0/jfNPP4coQT5z5fI/"),
    },
    outputs: {
      y: f64("84sWPWRosj9/eEZV+fLXP4wWir/3icK/3aLoT8+nnT/JxBgMGGlvP0RELtTU38o/1MYrCHlcx7943tDZhM3AP0TVNYyCHdO/Neke/E0drr+ht9HreXqjv+YzXAsSj6q//6YFpmyCuj+pImegaHbCv0h6UQgZdqU/buEyImt6qL+aogb9V8ugP1aDhdnsH8e/OYbd3co8tD+EdJRyY6Yhv2LkEkZuT4q/HzTzGuiavb+kDlAmcHydv1+dFjNYPcY/5/4s5XIuwT9fh0btJ7+eP4/DmDtVqtO/9ZmjnZT5rT8nN1Hg+1K0v8hLnlXD+72/KT4qFfFfvb+ogC40MhKXP3Kiwdjvsqa/yPzVyZoQwr9JN0u8pla+P7BX+oIVj2y/jt8JT1KQlr9G0Aei0znOvx5k7F2mYrA/itPHczP4iD9SkN4nv7mkP9Yrrd5fRLS/YoRGXeZx0z9MWag8NyXEP624hUI30sK/A1r1kca6vz9O53ohlEfLP71Btcngr8i/YxHLF77mwD8lKFH3TpWov/ENJRvXYKi/tZ2/BlvZwD8eSLa96iuxv1nPEXqeR6O/hKWf3UaHWL+kCzmrWJfOP1nWOM2YG70/yMeWZ9r0sT8Yf0HroS3FP0FKxPJfs8k/hCYU8/Xmuz/xEpDxpRXLP++W8tH6+7W/5YIhholDdT/qZK3f5TXWv9k4AKHaTLY/3T1gE23brz80hj8/ZjCZv2HnF1ynCcI/1ExU03FNpj9H19SPtJ2zP8n8cBDhY6c/"),
      norm: f64("TH7aj3zjK0A="),
    },
    gradients: {
      x: f64("eaEVVrJ2qb+gT0APRhNnP80L3YD2OKY/0Bu5b69tdb/lgO5DuwylP8rlmGVra7K/u7GVoK6Vq78xpexUkwGuv2Z88U29DqA/cRcE4J4Is7/lt5fXQ0t0v9UMNgEIoLk/wsfduDi9sL8d/I64kWrDP6Puc21qksG/nnjbhPIukj9nG85evGqxv5X6OqGngoY/S09bQJVIuD9g5BYcUsJnP7ex5c1M7Xk/X+G5EVSrvD8KHPeNAcKwv8ZMyDnVIJC/rPvq3CzBsT+vFcB6/1DIP4umt9JDr70/7Ecpe2KqvT8r+8Q9akSPP3sgk0I69ZS/NF9LWYCTqr/YzjsEloWqP/HsZykdwKI/nRhLSXxxtT+Gv7OGoQV7P+EubbMeH64/iQIJdPrKpD8W8Va8kXzFPxTx2wDBnLO/E+MC0noCvb+lbZ/YDMShPzGc7wIWSKk/ZiXuLeI4gz+0t1ziv1S2v5D5HwNpS8K/xQXiIutieT/kc5RIQD/FvzoAHXwrurs/9kik5IZvp7+5F8jrDLylv73vBsLd0rE/LWfqISJdqD+nTKbzgcPAPx/qMcFWM6S/q9jweQBXqL/of6/i7Nq3Px9+ZYJayqC/tZYnZVwRkD8q/moZkAiyP0+l6RGMRLA/AX+HXqMpo79nUqtQ/5XQP3l8WBfQA36/MioN5iKqtr8naQjfYyDHv0PHE5Cela8/jB1sxNJtyT/E+pfRjFStPx3XXBOuP7g/5PNuO0OqsT/Rn4uaiSORP6GLMcZ+jsQ/"),
      gamma: f64("I+8tZBskw78="),
    },
  },
];
