// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const IBN: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("RXskQJbwcb9NLVa/a4iqP7nriECXpJW/DzklvyZbir/95q4/aZjFv97tWkCa+c2/o+jIPXZ97D8TRhC/V0M+v6y1qz644Pc/5he9vYk1HkCxcJ+90kKIPzigmb8kP4O/j48DwN4rN8D/wa2/wIliwPpK5T/Ovr2/XxDvPzJaCr8j+MRAbfg2P7fsDMAhNSy+N0ewPv+giT+i3Ku/GQiwPjerSMB9S38+nQ8/QBrrJED6ekK/Il39PoFghb9mbUXAAPzVv8pvrb/Kqeg/LnuGvqbTwD8rdhJAzC6Rv1Xoib+eoPe+5u9LwDdIUcDbKu0/YzOBP/K4mD8TOh1AIwwoPqWS+r5c88m+mATTPl1m+7+J5jdAP272P6tgaL6bOfs/"),
      dy: f32("E7eVPlEA671oL9E90x3cP/FwXD4xw/c9KyEPP7aGPj/a1zE/f66nPmnygz5KeFs+cXwfQASodr/xZzI/DqYTv9tOlT6Emx3AyXKzvujVXT5Avpu+7JocPuDqOz6erQi/T26+Pa9Hg78NAaC+p3RIvhj1iz2p+uC+Ugq7PwhKkj/aoiM/OMbdv8q5574f75E/mVV1Pw7Hgj+M+QY74mKAPwhZyD93hNs/GvxUvhrAEL9SvKq/77IIP09CnD8dCs4+VS7aPkwMwj7KOkS/VU06QC59Fz8hLO++yv2EO1kinb+4YSE/pd1OvrmezL/ZGio/6eJtv6namL7aiY8/Q3H6P0aepD/4keM9iLXJP91AWT+Ax6E/8Z2jP+PnEb+e+YY/"),
      gamma: f32("XQALP6FgXz8ZhC8+1tVvPg=="),
      beta: f32("B/Yvvds3EbyXNyQ9zsADvg=="),
    },
    outputs: {
      y: f64("NjXFZ7wb2j8xyulhas/gv3TkS2kVx9+/Gso+PoROtD9zJzAcX5LrP+beShWhtuK/HYBUUczG078kefCX7Ibgv0aanqKax+Q/b1mwoP6U57/0SpLiQwz6P40deJd4lOi/H5UWDKf3lD/NAclu2GfQPwOC5u8+mLG/crJeN4DLt79jED1XntyqP0ADR2RcLNE/YMGifDgbyb9mBoN84WjDPwLNJvbf2si/1iDoMx0YpL+8s/Z6VCvWv5Rb/Q/WptS/0Z5b3R/hyL988DnA8QTdvyg8oyg1oJ4/xxOhjK555b/0mn86y6nwP3AE14tD7IS/RNAiCMh90j83cjAj+1ngv4RXhAANafs/jh62Ld4TuL8B8dQqmQHxvz7+Ea/4ydi/evfebUt6qz+QLv21o3vDPy6pwqL8Pca/o2bPB8lxqz8w2eOIAZfav4QoP+jf66Q/yhGKWA9SzD/2YgtywjrFP+B+Ro1/WNK//fwnYYHTvb+m3bVX0cvUvzLk6Sh7Q+O/IQdsdqJL6L9XDQXa3MTkvz66N3tzGd0/3lTkkts30b8RasGlkyvWP8KsZjVhyuM/1QEOSFmgoD/cVh6bQkCvP94dIgzdANc/PfSKjvD277+V/BOIYafwv3WMt+TJifg/qiST78BYwj8crRhYkoTFP7wuFxY/qdU/agcyYIcUnj++UOEw2hGuvwpdlxm6g6e/2DiSUU5ZwL9yGvhlpczcv94R33HZYMo/wgp9c/DVsz/wfRKBZHHLv56tfT/aIrU/"),
    },
    gradients: {
      x: f64("QlJzEwfQrb9iTmlgD1u5v4w/mKeQSqa/4KFdqKMK1j+SD1WLt4W8v07BZLD3eKC/fJ4eGQGPpT9JzxNH0H3APwYsY18IDL0/9C1aAbI8sr8agrvvBnq2v+A0gkQ4DMC/k5rNjCTD0D8eGevfeom/v6CTHirAy4W/OoHNlSBnyL+UUkB4GFuYvwww/lJujtS/LDV5PMSQtL+110ELCt+Xv62B2lGd/LK/qEjcZLmJlb/ANqRNElZGP5ZiabKlFLm/VULKXn48wj/0OXm3yFjIv+AK+8zjRoa/hD1vZipKuT8w6B6b9RJ+P9K2RyrRU6i/Ljme8tes1T/BUbpQ/zTTP+prkiSgp6u/mkTtJQoV5r/mRlPoEX3HvzbvPQG6e9I/jXCGqgEHsT9DjjhgHtq7PypkjYnZ9MG/j+ktN1KQsj8Y+GImCzGJvy5kxgV6AsU/Bav1Ldy6tb+ImVubE6rAv0yL8/X5sMq/qWr2KejzoT9jLM5OxO/BPylygv7UCKc/PsgsRpPS0L/cw0DMhijPvwqf4sC4HtK/CkZFwJVZ6D9kPUZdvbzDPyHD+4P1F8C/hrzUqNQKwT+H6XWqYLPfvzxI3hUgttU/AMyU9d3U1z8EIHwLpDHUv5hHW08dW6G/SsQMq0ohxL8WrtnTHFKwv5rAuNkcz8c/pL4vU+2syD+tUiJTnHyyP1hL9hBv8bS/agL0iSKoxj+GMFbew8i4Pz4PBNBdmL0/VDw41gH6vz926nhT6+q7vxzw4tEeIrg/"),
      gamma: f64("MkIpoYna8b99EG0jxdUSQGOpKpW3Vx/A0Ln1SY9y/D8="),
      beta: f64("AAAAt5XIDEAAAKC+3SEKQAAAGHEK+yFAAAAAJl92E0A="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("rX5RQK4WMr8754FAmLeGv0pQNsAVkOM98LgBQHbcWz9pKtk/Fo3NP5VPnj96/G0/xNceP9m0xb94lu6/EWAsQJWm97vpk+2+oavcv4pMYECHC0m/eMxkwA4HRD9v6BJAlvGsPsBWlkB3dfo/yLe+vuJR9ryCUADAOVB5PwK9v8CBGwo+BXDkv2/6G0DA8xJACAyIQK8wI7+lioY+Os84P7q+jj/SL7U/i8izPuKNRL947IY+VH3nP2HWRz+nYlJAMeAOwLDMfb+n+JdAUYcnv6vjMsBfRipAF4ymP76pgz8="),
      dy: f32("Qa3MPl1qXb+vQBK/+dCSPix1Bb8Da/y+kczWPyhvRD+zxBdArpAAvyABgj96xbc9P2jtv0dSCb+396a+7LMNPRVoiT/f1hs/XwNtvpXvgL3F24M9OnVqv0+6gj95YYA/dT5lP7fpjb8TcSW/k0OSv7CuNb/qqza+OGW+v3mGkL+gz8G/ryo7v7PGrL6Xa/K+5Jk/PyrMLrzL/Zy+e9wAv9k7Ar9GVlg/sZPevgdom75wVR2/jaAGPuWEKr+QRlq/ThzaPnwo7D6+MHw/w6aHvx2uKz0V2Is/4lkkP9F6sD4="),
      gamma: f32("Z2U9P3qYCD9GEic/CIlPPg=="),
      beta: f32("VD/0Pom8sT9QncO83peIPw=="),
    },
    outputs: {
      y: f64("Fc7phvjJ9D8A0m//HtqgPxTLbTlczfg/qE0VMT64tL8m9OUG6e3kv80skdLKlNI/ANgZs/TZ7D8JnQdV3PL2P9m0ikDWAP4/50aEqDs9/T/y5CaKpSH6P4eUWz18i/c/TUoYDwzx9D+IG3Va3q7FP7Tx2ojbVeq/ZyKU+Jxl6j+SGbkBn2vDvwibqQkFRtS/m0nCBDi36L9XQLObaeTxP6t6By6Stdu/XtnMx8kE5j8qt8PYsAHxP8wRcg++HvM/1eDNU1Nq8D/3waKtjXD2P3SBJY7vpvI/yimsqTTe7j8u8P5oRmXnP/xQlgZKVsM/Yqpk43Fq8D80gyv+sFHwv+B9TAIj8ug/PoKMkAeeyz9kxzyS2kr3P43aCf/Jxfs/bI6dAyCbA0AclLaDdzjlPx+9QqD9wO8/o08HSCGQ8j/kENLPI930P3b/5C/unvY/XlKm0JCMlr/4UsNjpU3bv0RXPtvOfqu/bo7BWo4o4D8A8BVyGg/BP7qx9k1tovA/50IwE0+Z7r8kIim+ZCjtP2z64MOYgvY/4VqHTsgW7j+O6Y4icCzoP2lvaVPhn/M/rFLr/BC/8T9sIaIjrF7xPw=="),
    },
    gradients: {
      x: f64("a6ChfguLpD9cqCli1oHMv4uyVtp+C9O/Cu8vfnwlxD8/KIRGy9Oiv3hQfF6K+sC/aAiO9AiA3z/MRQHCo8fRP/Gws2ydWuw/cnbpxCE5479ewrp45lTTP/SiFN3uRrm/erdI8XiP8L9+iRfyHTDRP39kPki/acK/P9UdLiD7uT9YV+werC3aP1/bnJSrX80/RxdAbzspu7/H+vXjFzC2P/14QcsIIpk/g/zhg9H4qL9ptUW+uSS0PzgVNzNUJbA/r8x4ie5dsj+6zUD4rRbCv9tEgpBIhLO/hw4NFGIFub8k6dA+EIOmP+LudREWe8o//gPtoBcPyL8IqI251vStvzyQ72FrsMi/fGCoayxppj/yvCt1k4bCP68h66T9asy/4X7SLk0Buj9nTxJCPObAP/cBzgS32KC/rfF7Tj8fwb/ReWmIYovEv2o/xDF1MtQ/2xZpP2tKwL+No6Xr+Ki7v//bZejy5ci/o565Lpw8vT9U8G8B+JzJv/s0UuAwKMq/HNP75WJqvj8ydngQMcenP23gUUlc+qM/9TZk+rKGtr8qtSU9oWubP8bRtF+mRLE/fsUg930ApT+C/vL7RUaSPw=="),
      gamma: f64("HFztSLcXAECidGtoSTsWQBw6G/JXMfy/JIPzr8zsC0A="),
      beta: f64("AAAAPm+xGMAAAIBJFkPyPwAAAMRVdPK/AAAABe/S+T8="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("gHdWPo7RDL8WgKA/8akSPx5pEEDTag3AKdvzP4r9i78iNsc/ksFDvjPpDsCJv3w/lAoiPmRA3b9qrKJATTynvuw/tb4Jq6c86PBcv+uHSD8="),
      dy: f32("o1Sjvwvnwb+UNTG/cVbCvlVVEr8r3B2+N7SUP4NriL+dajI+FgZdv/fGWT7DGA2/OfVVP8ku0L2XLpG/DQHMPo3w7r2x2s8+7hWIPygc5j4="),
      gamma: f32("pqzvPxhZjT9Il6I/py8fPw=="),
      beta: f32("F8q9PnJA57/RDbk+OxLwPw=="),
    },
    outputs: {
      y: f64("AAAA4EK51z8AAABADuj8v3kh8eWCaN4/JiG4q855AUAAAADgQrnXPwAAAEAO6Py/n+AJ2cnA6T8C98Hqh3jrPwAAAOBCudc/AAAAQA7o/L9nkqLqxaP0v/hGyfMNHQRAAAAA4EK51z8AAABADuj8v+hWqvNYTwNAkAQnpgqA9z8AAADgQrnXPwAAAEAO6Py/K6hm9ZEW47/Yl7qCrtACQA=="),
    },
    gradients: {
      x: f64("AAAAAAAAAAAAAAAAAAAAAHbnQXS55di/a5/IsEkcyr8AAAAAAAAAAAAAAAAAAAAAg5caWPq94z8WitNaHbbYvwAAAAAAAAAAAAAAAAAAAAAecFw3UrLSv36TVONTldu/AAAAAAAAAAAAAAAAAAAAAMG0Npq5qMu/7IEODNOQ4z8AAAAAAAAAAAAAAAAAAAAA74KEyHPw0T9yaW/+7zfaPw=="),
      gamma: f64("AAAAAAAAAAAAAAAAAAAAAGrU8dLZiQTAO8gcnPgn8T8="),
      beta: f64("AAAAjJmJ7r8AAAC7HdMBwAAAALhojuM/AAAAcMZg8r8="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("sB16vs59VcBjv6C+W2ZTv/LT8L9Ou8y+6Afgvva7X8Aoj1pAzthfwJ43O75t+JS+gjfrP46g+b4cbqS/qIYiP0DBgj+r93E/GYr3vuWbB0BNORJAoPQiv0hdQz/7nLO/"),
      dy: f32("cgwHP4ignD5Xk5K/3iSuv8fdzr9uHYC/qQIKvkSwGj46zqK9D2hDPIxUcL+kuHY/n7vtv+iXY7/CsxM/p4KEP1SS1r6hmmK+faqyP9mZET6hb487dtOTPhtScD8/DcC8"),
      gamma: f32("wkCUP41/cz8="),
      beta: f32("LTaHPxh2hr4="),
    },
    outputs: {
      y: f64("OBSKNT8YAEA2zFyFAwrzv1rE2NfLCP8/ntUN7KCN9j8YTyYUZj3UPwp2WJFgnP0/mLaJFXxZ2b/dDarQhVv9vwOJwx5HqfY/MA/6Qepe/b8mia36Eq7RvwZEeT6B79S/0Ymt57fsBECA3pwmpuiKP26zcOJzIOy/73vgO3ZP9D96XvU+DTz7P/ExuhoX3vk/gqasgGO72r/kF5Whic/pPzxA68q7Tuw/PldjajdX379yXKKfiJrFP2WGxw9SNuu/"),
    },
    gradients: {
      x: f64("MEfdofYX9z9KQ+rAmgvmP27t+3IAQNO/IZatuzCL4790MD9rOuDwv7yP6+OIP8W/hn8VURvcxb/GYMv9Waemv04Z+mBGQMG/0/FMprQVvL9jzOufMYzhv0ympCRqK9Y/Df2u1j6o8L81SOMDajDyvwCuAO6ehLk/gF44H1Fh+T967lA5l8vDP0L4PpVrltU/V+etr8aS4T8kzIg2hVShvxaiVcDrJrm/ZAalln+bnD/1qRksh5fVP0V+x0H6876/"),
      gamma: f64("l5D8UfVPD8DOFgpIESLBvw=="),
      beta: f64("AAAAGUBBGMAAADCayMIFQA=="),
    },
  },
];
