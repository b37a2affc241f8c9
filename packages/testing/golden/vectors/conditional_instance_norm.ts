// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const CONDITIONAL_INSTANCE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("kQrQPy6hGj+XVsa+0lyZvvD5q8ALGwPAz7yTvkJ3Xj+uF8m9aorSv6Dzjr5YWmFAsv5cP7iMpUARwARAML9+v8lXY7/I3+I/Fx4ZQMoq+j4aWgRAOBDIP4Dbpj9PYxe/xEIfv7aOpkD7B4M/t0itPVcCjz/i2KK/2awxv6l3iEBbVgdACIIWP0rmXUAX3tm+onBVP4BEnb/ZbF6/z+FQP4hsBkCngNU/+deCQPgL2j6hDorAVmymQAWRe0BgYHu/X0hhPwk4mj+GFxlABAf1P00TDcAbUD8/LuPIPyoeoEBfMytA86gDv6HXzr5/F+A/S0EZv99FQb+B2m6/8W+SPmIwmD/uEiBAwDytQP+IC7/8tTy/UXUgwJfC6T8qTiY/"),
      dy: f32("28kNP4Ut7j5FtV6/vpj3vRP7A7+Ag0O/GAm2PyrIAUAYYpW/LLFOv1DhQT7Umom/jmIPv8LaMD9KMVa979vtPwylG7/4AHa/zi7Iv3A0w79PdXy/8gqfP0EE+z5cwPM/ZNVrv586Kb87HAi/L1ULQGO28L5uXbm/KXRjv55OKL/Vtio+tVqmvyJDVb3vRMq+FgJ1v2gD878zYcy9AX0fv7QXGL5zsKe+Z5vGP8ko/j7knAvAr2bnv4PuKD/kAxK+GhcRvxrMjT80xKo951MUP9ghX7/+o5E8sf+5vkYi2T1tTOw+hbLuvmugtT4J+5Y/C+QJvtZonL7HORs/bT6ivucWQL9wqqc+Nr+uv6E1QD/2woa/KEUcv5LFSr/CwoQ/"),
      gamma: f32("k8mqPz+kkj6zoQNA42FkPz9H9j7iuSc/Bd6wPx6TAD8E7O0/uu++PtwZ0T+n9XA/"),
      beta: f32("PfGFvnY8gL7lRrO/E81bv17j6z4YMM+9hUAXvxBhaD86q16+thLvvtbylz8cuOW+"),
      weights: f32("Ss4UP2uTqj6GlZI/Zbkmv8J+4D9pdaG/7jgBwBEUZT4ti6e9"),
    },
    outputs: {
      y: f64("0IZrKThRCkBMgsTV9nL+P7ZRjy6F0+E/SMj/0IOk5T8n6OYGmdoYwAIF+fHoK/u/+cPv0n6W8L9yHoetFbXcv34SZuuYFO6/QItNllyd+78X90lnCoPwv3ZYcZQ5xew/dtzUElqZ3L/9Ak0shGEbQM/5/YxUofk/dSSSdy66DMDXrws8R0cLwCx++tAldvE/ZtcqzfYP9j/axLxXKH7/vw6ZLhbd3uk/KKcJm6xTtL+qWAwQxiLhv8dqcO+h7w7A4ZIAxf4CCEB+6H4eXsIMwEtNfdrKNvI/u7wdxoecAUDEFK495ITwP6MHToZB5g1AAKKyIYO/ir94+VfNQoz0PyRTyLKqGOc/xiJsyxmh1D9YsDZsujXxPwCy7agmSK0/hS16j82F/b/oFvMUkoXJv9yXjFP4It+/X2OluZtL/b8Q8wYb7dgGwPRebPxIFgTAmPs5PcIFAEBGkbiOncgHQOMSIwXf6RBAC2PEJ1dV+z9caPHjiFsAQIqO2l87xApAzLvFFdxV4T8w2+lc5Cawv3AHbNGPMALAufgv7ywl9r+cBzgskSMZQOaLF1frPek/dDWuhxmN4T9S3SwSDOzSv1gV17HetdE/+LULpWz48D/tzjclXonwPxgZAwUSIOA/PnJl+yrHFUACyY5+r8wXQG6ttRskGhpA8GLblr+sBEBgZWS+PnDVvwT+Q1IoTxLAqDWae1T29b+ocJozB70GQPSMxldO0wdAlx8pL7rrEEAMgU1Jl6PyPw/RIfSl9P8/"),
    },
    gradients: {
      x: f64("0KcTutG03z/cXDBGIcXiP4piU3EcVfC/wELhSmeHlr+mWkvhJZLfP+wO4vYoCuG/6qnO5i6v5D9BMTcHjwjwP26iAd4UKuW/rora5aBd4b+cZiq7MdSUPwdldH5xvt2/wjTofjIT8b8fGAb2Mx7zP2SLdWCsZMW/vd4AACCxB0CbJl6ihVHzv9DIskgmb/u/UAFHTD3J8L+xDlL8eP4LwKzbifGzmt2/JE2j1ixNBkBv34VAivPxP+QbgVP4nvE/XqYZP/aX5j+MpLoPjCXXP/IkzSpEENA/7ThdTHl1BsAkdzThiRvHP2YdZS4S7vQ/UEBHfRV0ob+o/rPYalG8v2sP48rTCsU/OGUQHi2qxr+e00T5+t2xP8x2bUQtbLY/ArI8TwNZ0j9j/4T61JLiPx5l+bHozei/oKHq89yKkD/AxTV8G9izv4DzUQgtWJ+/IH7/ZMKq1r9uZuxHalvOv2z+j9+7wdA/JX+D42234j/z6JDjYQDAv8qtsVfer8C/t4eQItkf8z+YDMOV1+/7vwr6TnB21Ok/Xgw75U4V2L+hRNF6N9C1PzbVlpVvwqE/DCbJVbnmwT+qpsg2V6+yP5PtdVnjM6i/GXGd0rJfwT9CZAkO04Kwv/a8aGa1T86/jL4eHPt2yj/nFvMwML/oP6H6Zt1kRAHA17W9uI/h5j/sPh6sd0UAQMbGyvVkIfm/RqjPSOqJ0j+YcBOCTgnlv9gr1WRdW+Q//jCZMBoj3z/R8A41XYzLPxXkuWyoC++/"),
      gamma: f64("7mm3RYGJD8B81TEPlU8EwJVoWlQy2/C/3L7wM5Eu7L+Kn4XVdJPxP4wZSrYhmf8/dEaJ4AWbC0AZxHTpsKsPQEU3nkkVMwJAcq6PfYubA8CwVZjSGsEGwOWaV+QWjCLA"),
      beta: f64("wMjN0DrizL+QgQ4cMlrIv+xIqGyrDBBAurTAvUYbE0Bm49l687wMwL6tiAd5ARTAGFaSUox3HMDoPzfM0cgIwGWKa7T1Huw/62sZSdwOEkAt0tXHVlQWQCIW7XF+X/c/"),
      weights: f64("vmopQ7yx/790KxHuqRwLwDhJxvCFg9+/0qshZl0sL0BzSUGo8T4XQBQjAAnw1xFA6nrauRi7DEBm2yZdnkHxv9PjtVXEUANA"),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("+04LwBLuGUCPMeQ/W2yhv1wVgL/x67U/Cqw1QE5qEkBmbYVAuynLP3JZN0BVy5hAxqnrvXtbLL5QWbfAqwq1Ph1lvD+gG44/q9wkP9NxAUBfffU/21SgQHgMGMAdhwtAdUJLQP1V1D9zyf4/R4lbQGL61j/6yv8/DxPPv0Gd+D/IazY/Q3WMwMtVhUB+Jas/b54TP1HE7T/zTu6/5eIJwDbkD79Eed++XyZVQN/UvL4bN3++QOELQEPhdz96VC5A2kiBvWXymz4rGsRAGeQovpVIxT+aX9E/+Fn0v2Chbj8="),
      dy: f32("O+uDv+wVnb7jjkc+xFijPuPrwj+JJSw+G2rZP66+eD7owse/moi/Pc4uDr9CBJA/84dkv8VCrT4ulXs/uGiGv8n2Ar+h9Xs+fPdjPus8OL9Xx7Q/L8AwPznghb5d4Js/G//bv5P8P0DdpTJAxZqnvtL7tr5fjre+xaLYP6CsDj6mx6M/+ApBPsZENL/WWQ4/41gkPyQbpLxC8oe/xEOAPyUbEj96GQG/nylgv8kbEb+yODa/dgOaPxePTb9aWWy+nRm6v5IPm77TfAc/zGIkvp/kCL8qfJm/7ViVv3+CoL4="),
      gamma: f32("vGqsP3eHDD9sBxc/6VizPwVgnj+jreQ/k2u+P0JrXT9L3QhAs6OwP+wpgz8sADM/"),
      beta: f32("ncMyP96T2b8Td60+NdPbv+RU5L+heBJA+/v7P93SYz9hlGq/TcSIP98QPT1S9FQ/"),
      weights: f32("5HMVQFC1D7/4FUA+K6EAQKVGP7032yDA"),
    },
    outputs: {
      y: f64("dIOLSaJI/L/8HUsLhRwVQGjY5IF8SBFAKOKjN5EH17+AkVx7DNWkP2S9zveFHg5Avp6h+RHHF0D5KhDJ/RsUwJBrw1Fr1xHAHZFbMxz0FMCFDVvC82kTwGIfV2K0HBHA3d3TWkcBF8BGf+3FtBEXwAEH3g5IdgDACifE7Ze00b9I9WUIPf2pPxD5+oRZOKy/egomSBuHyL/Yc6XfISPLPyjkxiDJNsc/AAXJCPSl27+CfGVasCMlwECAk+QyRBHA2sbKEjqZB8De0FuSzCAUwL5kUeKsThLAJSWHxlbOBMD4PNgIK6EFQM5YR5Gr9QJAPibDJH+eGEABAoOn4m0DQPDfuJjRuQ1A8wwbSXgcIkCA/WOMnri5P0bxrQMOqyHAEbum9HkQHsBONAFw63gjwCAn9eCRUQrAIQ59+KRCBsDfcXOAfysWwAqwkUJrChfAUPemiPw++79C+eL5ktwAQFEjwd2ewP8/qWe6sDzB4L+CwdRIRl/nP2GQ5QTDP/G/cm8Pt2Sv/D9rVX7uf/AXwL91rvelPgvAGuSBXnDFGMAr50+Vn78VwMGL3FPJlBXA+3rx/2vcG8A4VFNe4dMWwA=="),
    },
    gradients: {
      x: f64("pDwHlaJ++L/6I2lvDif3vy686dslJeG/IJMagzCv1T8kAiODGQ0BQLKeQUZkut+/Uv3o3N2g+D88W7RKx9i/P/OdU/7i7Nu/QmDQ4Lb6tT9Xj9vTnRa/vyvFHDXugNc/JgzXPzEIyb+kJ3CmqoHGP7LCSUp6UKw/UimXxakE1b+VbYsWKOHAvzjQa/puz7M/UqV9E1TPqz8Yx2rsVzrGv5pivjyUmtw/ACLEBjA6cz8c6iT4EI75v87mGwzHsOM/ur8aIqEAC8Ao+QFSo1IIQMzLgHTyIwZA4te/BnZJ97/asOPuBXLeP75g4av2/do/dbImgleY8b9UNkQe4/C2v0xm+AZSIPG/VO3g4b6D7j9ThIaNZCfaP8UYGI1r1N6/lBuPu48257/U9M73tJziPy6IHMFgyf4/61pMoscJ+7+ynHiUcs3nv6g6knAoKfI/2F7Rds9p6z8m9exEXSvRv+zyavZzxbe/w36SmxeN+L9K7VZU8A/RP8AZ1Soyy64/WK++lBHK5j9E8oPiGdbAPyQzNEegh7I/wN26wXhRzT8YOn/BV72vv0WZAYA+Pte/PEuR5/Gptr8ceqU40qq0Pw=="),
      gamma: f64("lBszxmX3+b8ty8WkhZUCQFD/7pJC0uS/Ic1KE6xnEUBgvxNdSJHtv9BWEviWwM+/nkJS4UAq8T/Kv3ZYU2W+PyPdU4qDsR9A1TCNLrhy+7/hNqMnmKwWwHTff5WbJxvA"),
      beta: f64("RGou+0uKI0BgVxhPOE3cv3jUmfxnNBbAOIXNBtkNGUDECHBVmHP4v9NWDNye8eM/JFUZ25tLxb+CZ3cNtgkHwNBDuW4W+RDAiLB7wRehCcC36mfcDYEhQCRE8IUs2SFA"),
      weights: f64("AgpqPTwoEcBcU+mqiIr9vz6EGoe8GQhAqTzmkA9qE0Aso2VIuvIcwGpsqd+6shLA"),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("Fq2FPj9WFT94Gw9A90YQQMKsBT8mf4S/PpXFv1RPtb6roirAADERQEzz578Y9gXA4eCAQE5FsL9UMCk/v7EFwKq3IL+Da2E/yZ9NwEiBGz8="),
      dy: f32("7LSovyStRz8cXy+/chmWPzLo+b5d0aE+lT7tPaT3Ar5eQxG/cAKcP/tldj86AOQ+Ui+ZP2qnRL9aQv+/JvG5PbTsJr8tPhk+il/Ev+H53D8="),
      gamma: f32("IPO+PxEbsj+R9gs/zhlcP/rVhT7tBrE/0yzuvEf6OD9na7c/HA+JPzbXmz/VxWA/"),
      beta: f32("qYl9vsRxNT/4iwBAgiCOP34Vzz8/NpC+HSYgP26STL/jfls/D4sEPyGB1b+uIKI/"),
      weights: f32("qC2yP+HP4T8QsRU+YNumv/vNjb9fxY2/8Wy/P6ARpb7VPoI+fa4vvyEoCj8gAYo+y202v1vv0L94Z0c/"),
    },
    outputs: {
      y: f64("gErgHBcUBUCg21t4yRfiP5BLSDvpPg1AABVo7y+M1D+QmwZpjloDwNA1xYQi9/K/IF6x3wFs979AWeaVz3D/v6ALjzV4j+W/2DVQvw+F9D/YrXJbugUDQHA9dINc7AFA1PgkEdRi9D/g1H30Je3fvzA8t3eB2Pe/QGx4oltC67/0A7hBjb78v0DA6Ur46NY/cJEZd3oDDsCAMp6H4/73Pw=="),
    },
    gradients: {
      x: f64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="),
      gamma: f64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
      beta: f64("oAiEAbU6A8CygT8+H1YHQPB2rId8XwZAJPUTjJTC8j8A0jRK+dK7PwBCXDeniJq/4LSwDMkNzL8oIiFIr3fmvwDMaY1otZI/AHQlPD/dkL90yxebOHX7v6hizdOOuvw/"),
      weights: f64("wJB0PPvE6T+QdbDvy70NwMAbtxNzbf4/kCBMO4Xf2z9UG/UiTIfmv1gXci3XheO/vNojj8t0C0Dw0TtDqj3wv4AQXuc0s+y/mIvZmk/7EsCQ6Q3oVKPqP0w6+mdoRxBAwBwx+Ve07L+TCQh7sX0LwLNAXHRoDhFA"),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("0quwPukOXz+ErnHA3g+HPSV3Sj+2UmW/FuBzQHVwDEBfj+4/fA+SvZe2ar8msQhAivEmv/bPI0CR53ZANAApv2J67D+CWYBAb/TuPw1B9j9PV6k+Z6WKPbG5G8B5gmc+"),
      dy: f32("gunGPiKsBsCcqq89XgWDP6RJ0r4kht8/5cT2vqWYiD5DO+y/0navvk7QtT385ny/s9yjP3KgyT1pVzq+47YHP+MToz8vbSS+ZKuFvgUkjb26c1C/JdfsvRLkYj8cZdW/"),
      gamma: f32("YAulP4JAGD/qVGq+YLHKPyP8kz4McXo/"),
      beta: f32("mDU7PnxfgL5VtDw+0Bk6QBMI/D2mx9u/"),
      weights: f32("1GWFv+6UBj8aGeA/pkBLv96sxr2PrdG+"),
    },
    outputs: {
      y: f64("z9rMAnPw1b/qgivkCgblv6ctrzkS8QBAWpbytpiMxr8+YngYoHzjv48WnmADedk/kjObVzYB+j+4G9aCRVXXv5xPmMk9sei/KpYiYaQ7CcCw61/K1ccQwByHRQZj8tu/wmQAp7Ho8z8u//gEe5vkvwCJ6URchPa//enwBQz88z9gio+oJNfMvy/1X17r9Pe/PFNxbS/m3b+MwB5frj3gvzbMwifp1eM/5I9VYdbK6T9kDdIbRJsEQP6mSNalNOY/"),
    },
    gradients: {
      x: f64("tJkiTgH+0L9P9GY6T2ryP+ZoQGvVit4/nmkFGFhp47/aVkjHGE/DP1F8KZ12Be2/rCIHIsvg3D8gaPt2tNvxP8hxollMmPi/gNWQoyB7dj+AxT8SPb/ZP9oEOSyVB9y/1AMTtNbfwL8wUjaEaoi+P1IAj5Mo07o/tk/lvkbb0z9bgJ4cfU7ev7B3RcfzMLI/FiiTnKLG0r8qwUY98wrcvyI5QBJSeNU/KIJYiyBHvr/am59G4zbcv0G2h5j3kO4/"),
      gamma: f64("PMFP6SeyEUD117hsPCwGQLS1Uv8Bqey/TJftUCz43L+Ny1eWGgEGwOBJoeiEffW/"),
      beta: f64("vIZWp6ceCMCWK+tZmD8UQNDtbJBDmbs/xU9ET4yc+L+gg+Q3LQy9P0pmv6n8yBPA"),
      weights: f64("o34uDW3CBMC7LUVn0sQlwMaEi124gw9AODjzOpF+DMD+k3Qa4DgfwGKll58ufvM/"),
    },
  },
];
