// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const BATCH_INSTANCE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("OHKDPx+ai0Cq3bW9G0vwvzFrG0CaEjs/w4GmQB7Tnj9YyS5ABlT7P7qgqb8r09I/9u5bP8YZ2z78dMg/u3RgP6+TRUDS5YnA+DNJP9p8wj9dIonAkXf5PaU+Xz+qxc88znSoP91PwT7Lr4K9WqvyPge7G8BxaSA/yfJhQF4rlb7RCmnAqOCAPwfNwb+owxC+Tg7ZvoqMg7/IiTU/G4opQD2Rj0DEvKa9EPmsv2/sDkCkC74/kQFgQMOnjz9+esU+oBryP/gQYMC8HAVAjsy4v+bKh78H7qU/+O9DQBMVVEB03xQ+Cz2cv7ACFUC+CKfAgjtpQKW/frylSi8/jpyhvytSlD9bFw9A497jv9Op/T/gZ8c/3sjQvzEBKsA8rkxA"),
      dy: f32("oFQev/aTir9B3zG/wkQAQCjlGz9FV7w/GDjNvQ4lOT/Jvo4+Fda9PshjPT9sYgo/21OQP31OF78Uy7y/3JAMwFUnpb4zBJM/U7TTv00xoj+M+cQ/JSw/v2b4gb/pAJC+/U0wvGjSIL9GhdM+r7ttP1PamTwiJ4+/DbCnvyENjL+A7OK+UpHJP9kKPT7MbcG+Onccv1+7BL+8E0q/x6WAPX+5g75Q3o+/E37CP3DDzr9Ovtq+ubPmP0uhwz/LMw484MEyvlWKKD5SUji/j3PXvxXPED865M2/MPCuvmEAUz6FaTS/m57rvdjPqr/p3y2/2UxGvomrGb1G4Ja+s7XGvveU1j64u1U/THPAPgP6O79mPZQ/IZWpPzDSkD9rP4O/"),
      rho: f32("rPzsPTeLtz7g8Fw/srYcPw=="),
      gamma: f32("9uTePuhAnz9T7aY/NQlcPw=="),
      beta: f32("9vRRv8Kr8b9CZvo+cJrjPQ=="),
    },
    outputs: {
      y: f64("VOif/OIW6r8Yu4i4J+ywv+4gN/rfDfG/9B2puzp79796LybWOQTgv9eZQmLSN+y/4DW4ZD/Dzz+fZH3KqZMAwG6wSjMsMfO/xKFVtgli+r+C80/h25gMwD8Y4Yf4WP2/sKEnHEH14D8w0rm4NvzPP5HrKCXApu8/UMgXLUBT4T+wsVh686H/PySIFdKWnQbA0GnyzDhO2D+w8twUA3LmP/sF5WNtgf2/e1QGIpiqtj8wMrKW0bjaP7z6tmO1rac/HjIgX4Vt2L/wUXP8k8zmvyrqpu7+xuu/qOBVGTu25b+pKYr2S0D7vw5vECF8/eO/gJ+NoGYDq7/QiD5wxdUAwJPPhhu7OA/Ad3gItgaF9r/jhT3fCxYGwEtFUg7jMADAElaF49/017/CZe0KSc7ov492+NEQMNg/jvGkLV+n+j8EDmN+ABYHQDwlp9ExzsK/YujhFyp27b9QQ9ZfjzbqP4mVNQMuLd0/YCFQfgTy9j9q5haTEOvRPwgvA5DE2rO/lUOLGwl02b+Y3XTLpv/4v6e8tscw2da/VeRjHJjj8b+TYxF94ZDwv+J1i2r91uC/KOdiY/Si6L9om8llaBTlv6DJqEAucADAyVcNb9FABcBUS6pSxnzxvwK8xWvLrBHAUX8Kj70HA0DI/pbBBGvAv3RTctAFftY/KG2TxsVw77+uVZk0GKPlP3QTKeSQn/Y/65XUALXu57+a2Do0oP3pPxYb+deUXeQ/O7cgySX05b8tJLl8e8fxv4zeC7D9EPU/"),
    },
    gradients: {
      x: f64("kUjYbYXEyL9gnXpLWESmv+bcD5ON7NK/umYprL5Lxj8qGhkNuDHIP6GBiE5mNtA/QOIoscUspb91IOhRXgnNPzrV5tTaGqg/SrB2SO51rj8OJzdBHxe5P3kyJuVwJ8I/xJXrJ43/7T9GtIrSN8TJvzR1zTEx6ea/0gNsfy+H879NBikgoae8P0gYUBltzOU/9BNo+njl5b98uMGaIsblP7QVxFX9fME/0iECrAEw179fH15OID7Zvy7m9Ebyp8W/2m5f5D/mqj8rSPlB+jvIv40uZ0pwScU/6K/gFEop1z/0g4gKrFmhv2U5TGQ6w9a/ys0CDb/34L/aYDktZrjev56/VXSBFMi/qmJ1cmUz7z+HcotN8LzHP46nmVlZxre/WqKOk15Cy7/iWCtxfOLEv1IhgnXzydO/it268R/W0j9fHuKyvxi+P2jRIFHZfuG/GOJ/2ryP2T9YFIJjtg/qv5DyhlTzU9O/6+RFe6uA7j9ogToa6rbjP8yEwIabpse/Za5vCAFQwD9MwDUpXlmrP/AcPI8eRY4/ijr7SyKH0r8SX91Pv3TKP9MyIUNsacm/d9iRtj+bmL++bUQ6GITLP0OhomxXF8S/V40lIwGTvT9Fm10tRRndv4tDPVB8kbi/UYIVbKzStD+r3Edia5y+P/w1yciKPaa/Pg28O6luwr/soD3OOhXdP7ojbziUTeg/iBnkayhFxr8m63RdcifPv+QdeQFi1N8/3Nbgk1AWzj9+AAQ3zbioP4bv2gOPbM6/"),
      rho: f64("FJDKrHlz4z/GoRFjQyEKQBiZmNIRo+m/qMK4TxMF7j8="),
      gamma: f64("iKq/M/RxGMDGufUf7Uvuv+vBCCksVv2/LfwrfY+HIMA="),
      beta: f64("AADgIFRQAcAAAACuhhz+vwAAwFsl0xTAAACwXkufEEA="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("LnGJQO13Ez9tgLE/EMyoPM/hjj+Fufo/6AIPvwelCT/UmyZA2fhBQPz/bL6S2dw8qaVNQNq6SkALVKI/MATfv8jJYT/pElO8i0N9v4u3kT9xf4JA08rNvDA2JD2r1QzAuDSuPhR3UT8+2g3A7yK/v5vjRsDF2JY/RvJ7v7teyD7F9xZAYHPtvaL1Cj3LDVQ/pwE0v6oM8T/yrOm/nLQ/vx2BpT+ZQg/AyifIP7u1wj/apaS+B1SdQIUoxT/KLoM/m9JzPxEimL/eGZ1AMIxTwD1Kfz8ec/I+4csEv6mX0D0="),
      dy: f32("Sn2Av+6bnL9GNJ2/86qBv8fH6T+gZHO+CCz0PeCVuD5agRk/X4ravh4CSD9UiDW9POmuvo5AQD9Ogz8/vTKUPn/M5D6ZzMo+EtkaPS3IXj4nTfS+Z7e3v9hRFb9HoRg/Ev8IP6nwWD9+R54+hINOv3dk+T7SWYK+gb6+vv88aj/5oiM/5qDvv7JENT2wP7e+BWKIPyk/nr+uRh8+/vXDviZopz8njuo++Eo0vyqH3b6MCIa/OUl4v/YH2b7n6JU9U4+MvzYi/76kpoc+IhaxvtRzpr/ezng+Osa4Pwfi0z8="),
      rho: f32("zEhcP3vnHD6aheQ+2GpbPw=="),
      gamma: f32("XNvKP5nxvz48qLo/OK9bPw=="),
      beta: f32("PZYNP9l5yL8Q32M/HsoNvw=="),
    },
    outputs: {
      y: f64("U+nw/YIkEED/9a308wLbP7CIjY0sW/M/8IjV/+wdvr8uCXw/f03uP4A6ZtnkP/w/+l80+WXG5b+SB0WqE3T9vxvBmPweL/W/grQiju94879XYwdvKUQAwAS82zJ+f/+/1kuX+Pm98r/ODpsMsezyvxqdo3BYmfM/7puphsFK9b8Jc5Vl4LTsP6TkoZx8lsE/WGmfn9Yg5r9CjXPqFtbxP8BHAiDl4QxAbi3Rnpni2b/OnIUHldLXvxxtVw05rPe/5oHVZHmozL9A5hDloj2JP8rLjrBqzPe/ho+Hs4AU8r8oVWr0WmgHwDL4HcLDAPM/0uI1c/dp7L8KaPXXhanbP2EJctKEkAJA4LhMb4L7q79sqBOewNS2P+gU8eLrZ/W/aYN5wzSF+788hfUWxzHxvwF0vnw1AADAgs53Aeqz+7+dnNPN/4zzv2YaXXcw0wDAKCo43ZOb8D+lwnzTU/PvP/gXhGYq1+a/iB4o8fWcEEBjH0tqdkLwP57EL0KWMeE/RpUaRX4U3j9aCdvCjf3vv35NOF/SJvs/djsTtzz5/r/wBWNg6/GgvyV0r0yg8NC/kOiRuAmD5r+3aa7ponXbvw=="),
    },
    gradients: {
      x: f64("ZkcbvgX03b+etqh3paHuv1L1x0872uy/6ifU/6hn6b/VE2WYzV4AQK/095tnabo/AczEBgXa0D8sMFYF2p54P/ZxzUaq+Lw/L9CnBpoiwb8Tu/oZnvq3P3I70GB8Y7u/Dt1yivC9u79HGJN9DP3EPzM5FdD7e+Q/Pje0U4EUo7+/by624jzWP+m5ZtKR/8s/cHMTHG7kxr9sGpKW1bLGP+ku1AnhycC/4qFeGuZI579+BA+GN6nTv5hXjK/q/tI/ecW6fYwQzz/Z7xS7BB/ZP7Fgoizt2cM/6XcJaIXN2b+8KN3sg+DdP6ChaGAhcZi/hzw1vwvUz7+Y4D34te3wP64tE72vouw/laI4hP9J+r/4ZoS0UBnKP1i2Lvne0La/hU9vr3OFyj/WZtK8IyPRv2VrP1GUILC/sqM4Hpz1w7+ELYndgQrWP6IKa9FLjGu/TD7nI4fSyL9T9lg5PG+sP+Z8f39cguS/8r0ZAT8uy79NeoYh1KOwP+9S5iImed8/UUYvd54/479JZfg7tyjPv0LReIgWbYU/s+tq/lzQwr/Zxrx9kRnkv7xMbkSpiK8/GzPOWWFl4z++kqG15B7mPw=="),
      rho: f64("oLnyKRv3878Y75n1vvzTP5D1N8dhXgTAZrT6elbj4T8="),
      gamma: f64("HZc76j3X97/gUtP1NkYEwMamp3MX1QHAf5oFw5Ph5z8="),
      beta: f64("AAAAj+NkCcAAAAB6hIQFQAAAAAZhjQfAAAAA0ImY7T8="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("7NuxP6QUFMAhHDs+bM70vivHZD8MTLe89ha2PwKy4r+zYDBAjvazv1lUD78m0i1AvSfzv7PjyT7xPZe+spDYPlBkIL60sPw+1YKBP4Vpaz8="),
      dy: f32("CSH7vk1jL78z4qE+7KA3v0DnPz90Lzm+zxx2PxnrK7+A/02/YTQZvY4o8j0m1D2/rtOPP2eGmD6zgTU9VU9gP4z4Rz9ayZY+r7lmPiBMc74="),
      rho: f32("UJ9/PjrsUT8xTNE+LWctPw=="),
      gamma: f32("mhBiP3hjvT+fTsc/hxmLPw=="),
      beta: f32("Qm8LPmEgyz9uwhI/SVNFvw=="),
    },
    outputs: {
      y: f64("vC9rUFfDzz+UCYvxP+nUv5ghOlTMj9s/NX9qDL338r/bbcbdv8zGP9Bdkj1YgwFAqPehj66R9z/b60OJGi79v6Khu6UgO9w/dHQoL59w5T+Ae4VhJ8vIv6xAIfGiC9k/Alkvr0+xy7+2QQrzVCwFQMBF+qF8W50/4Q4J7j+z5788wTOsA4SeP5CkylFxCwZAS0b4tBcL8j+ndlX+37Xfvw=="),
    },
    gradients: {
      x: f64("i5FHlDcxrr+KAfic1UDCv8AILqwS4aE//DL+sPx3yb8oB+p0T/G1P3kviuuSPdO/Vj8YzCrwyz9IwIebRAjFv0o64Lg+6ZO/QBEgOaBX0j+01iOhKWa1P4zl2XJ10c6/ZSW29ynioL8RDoVguHi4P3gfSLhmP6y/nDVLT2aJ4j+OizP9w0qaP8rbJkZ7Qa8/htLRTNUF0r8sE5gR7GCZPw=="),
      rho: f64("EpQpGwj5B8CpXN7zH4ACQCs81d96PgBAUNy0AHqfwz8="),
      gamma: f64("DlMVQW8b679EI3IQooH0P/LHacXtDuE/HKTcT1B2uD8="),
      beta: f64("AAAAOHK/9T8AAADko+bTvwAAABOYpfo/AAAA4D3e978="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("M40mv73jPcDuL3lA/RULQCDghz+IYb6/wYlCvvfwb0D6zZC/xrGDP/tuKT9KYAzAXqJwPzJsG8Bl9BE/hV0zP1FTWr/SYiRAEak3vc+sNb5/RYU/JcfCP6XwlT6EwSBA"),
      dy: f32("NKnjPRSTFj+nkre+SK7WPzPzbr+qY3o+eeQUvm/XqD9/JLA/huQuQKR6VT+x/8o/+ePKvlVwwL+Xuhw/3Lj2v0Aywz8QDNO+6RALP08LsDxs7Za//jSpv8OQAD9/W+6+"),
      rho: f32("j2wQP1rQVj8="),
      gamma: f32("Oz0sP5vrOj8="),
      beta: f32("9BVzPj7Yg70="),
    },
    outputs: {
      y: f64("DEm5RhYhsr/SkRZMTQfqvwZhEJeZLPY/qxzcR3Kz6j/ZdxryF5jePwIdS/8Vs9W/VLr/Expo2r+mk5CZ++z2P9o+ibvDUOu//pytTVNHxD+AtwP5WLCLvxUE6pCFnvW/XDEDr7yA3z8ELxQwq1zpvxV8k1yHedY/yrJRWByp2T+uR8YitoXIv9JfLdZ20PE/qLXEOHC527+pq5ZfrRvgv+kM4KpbJMI/8iQhWvZZ2T+uiKh2ekjQv6FZOUTWcu0/"),
    },
    gradients: {
      x: f64("MKSMmulAhz+zD8thJ2/CP0S0UxjZd7m/4rGI+9E34T/IEPoB7b7Tv9JPRn+i9Kc/7Jpjb9E/2b9ij34AHUPhP1jjNaLelNA/u+fqHzZ98D+2daG0uy2+P/ST+wV7mNI/qtxvKU0Ys7+StTtB3kPfv/wsr7g359M/gxKgk64O5b+GtUEdhDTlP5aM//OEr7W//DzjPxCOoT9oqUp/S43Qv37HVnQ6s+e/TeLMWW8u6L/02LExZTqsP3U6f3LyuMa/"),
      rho: f64("gEPLmpURrb/wVJlPdVHavw=="),
      gamma: f64("MTKk7M7+1r9ztnmROKEGwA=="),
      beta: f64("AAAAIES96L8AAOA66TUXQA=="),
    },
  },
];
