// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const EVO_NORM_B0: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("a51XvF3R+T84DQ/AFsqqP1w4RkBqiAVACRIFQHI22r9W5KE9PiNrveeHw76hG/O8ZRXBvwbeRD9AWfc/YAqeP9KnL73kxYA+uht9QLpKQb6BQDrA2tNBwDnnEr4HlL1ADI8uv3EJ2j8h1BNAZ8YhwII5oT/SSKQ+3pzJP7yZJT5NX6k9IM9ivhuWgb4+DCFAqZ1jv7f7DT7LriFAfrITwHhRpMDlNdQ+PRWrP6j9CMCHOg7AjVq/vyOmbUCHv5G+yOqFP/GJgkDnEWg/lJcGwKk87j80wI2+2GG7QJ5MM0Ba+aG+4eq1vyW7n8DqggA/htojQIUV8b+cb19APsb2voXsDcC5WIi/J2LtPxAgkD/8Kgk/xmd4P5Qw0b+hwMg/"),
      dy: f32("9aNavxOrpr+BU04/QISTv/zVnr5/SwG/a3McPgFmsL7bF4q/Q2QuvpT8+z7HRec+wdPovtJL3Ls1UNc+hzdNv0vun74rsvi+a3d9P6CWvb2v+1k/JbL+P5itnL9deNy/FVHnvyKs0j+VFII/ZMysvmY0uz6Uozw/7E6CP5Paxr6MfyNAVSzTPl8p+r82FXK/tKtavh2ztb+mcMm/EOcRv/mhvT/O3BW/m5vjP1U04D67kYe+XGUzv5RgNT+v18Q8/wGGvxUDhD5+YeE+0mG8v12yzj5VVPY/tVmAvzMH2T4ZpoI/spoRP+I/xD+dsu4/E0k4vxMZ0D22gv8+2KVovw8d+T+SokS/t6VXvSxairzZulC/SPpzP7aoqj53U969"),
      nu: f32("1vA8P+wlVj+fTJY/ugWwPw=="),
      gamma: f32("nnFLP84QXD8Td2E+8mLePw=="),
      beta: f32("21Q1v+MmqT/WAHG9qgiFvw=="),
    },
    outputs: {
      y: f64("7sravtja5r/MS1wvWCvMv2NWUhP0Vfu/lmv1SWlk1L9IE8krzKu4v4DOG8zx4cm/qeDQ61Yu/z8Hjj1eGYfkP0b72B8DpvU/h/fRnBHH9D+r/Zlt6bTyP1YpwQ5g9PQ/uAfZ0a1HzL9UXqBswV6YP5LSyAtMbrE/DPOvZAHUqD8HDMnPED6wv3SFkBycSaC/TnGIXyxU0L+OMjPFg1fyv+0qD8khHwnADDuDfCLOCcBivHRxp+fxv5iCEJOYLMK/XAsjsgk38L++uT9M24rOv4xD6WP/GMS/WEfOKSVu/b+vTaK75UDUv66HeTN/SOK/e+R2DQJW/j+GKs+pFC32P5vh5s/6q/U/DrRALPu68z+7ty4bWIfzP5g6VMBmEwBAYM7NXNbCw78QZg3PtQSov3Q35M8s+qY/+vkPDxuj078d6tQcVorjvyAaxMFa15u/NLY/f8YP3b+baayxJ60EwCAASQonJgXAclOEpMPyAMAUUs1EuerCv7OUmtXP6vO/uNCrMJNa2b9QQUNGAQ+ovxD7afoQU9u/ALjraLFj+r+lhrsaqlbQv/PXfch0oeq/COcBSTPg/j8yi6C5EuH7P5+Of38Hv/M/Vvnx7OZs6D9yKWXJ/mzlvyoxc59Q9vY/lFPtWWeCqT800tukE7jQv/SOPlOaRLA/UKKcm2JSvL9eq02dSATTvxyPbNTdLsa/JOh3ZHJQxb/sKgHUBPjTv7nDVU924eS/mITfL2Pv1r9FSp9Xx8ABwHB9b7OsR8u/"),
    },
    gradients: {
      x: f64("xtsp7Ph42r/4Ygo/DaTEv09H/csDk9E/v/u8kcRIy79goy4VfOSSP2XbUWov9aa/01kyeG1CsD/y+RI+nQHJv/H+ssx6INy/PMpiggywtL9yeNGS9FfGP/kZ/rXRgsU/wqgTPdNSsr/wZyewnDSHPwbdYbs31aM/7mZq6qHIhb8V6TCGI1yhv9LqG/EKmai/C+scOknN0j/uVonlGKW3v55h5K+/Xdo/USuLi4if8z/XTeRc2y/ov122Q62C8tA/t89W8fDh5r+pJesJcbnEP7xDgBLb0Ze/L7AZ8Ppvtj9YeSUYSjeLP6dYGXGBg9I/nYMdn2FByT9xQhLydzLEv3JOfW+/OfA/mFfUjA9twz++9lgzXmHpv2i6Wa80RJy/AnB+vDiroL+MqnPqzaa7vy6Giy0Jro0/tgxjH3rFt7+sUw+I6G+1P7wmEWAOL5u/XG2AMMPL2z+q+AGpQqLLP2eqtYLw0tK/qse5zPSz4r+tV6OzPrXCP1eCxiZFJJW/Qc/St9Arzb/UCjFnjwqwv1fzDhBuI7k/ht7fzjXa4r82TLxx8wagP/aJJaxEYOw/QZUx4Mbrxj/D7JiN/WnBP7tkuZoP1NE/wh5kB7t30T9eXDKeF1XZP1iL5yh3Zdg/GtdBpWMylj/4ClgNe0uIv+KrE14/76o/SJNyi5c0ur/bpubAUk3HP0NUOSzQQri/SDaaWiirpz/bsyk0qcGcP22Yo1JmVuK/HsCVho2J1T8GbK+QtrfIP/BqENw8Zpo/"),
      nu: f64("rbwEOI52xr96NyN1b5TEP2L0DB+lprg/you6UpLv2b8="),
      gamma: f64("5K16INy4/T+y+LWRfsEOwN91d/A6qBXA/5Bzh2RFBsA="),
      beta: f64("AAAA4CMM878AAAAe7W4SQAAAEIEdfBHAAABAZvqLCEA="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("B5kiQClxcEA/ECtADq9fQP9usT/TAjRAjoRYv7EkSkAwifs9XFEwv/Ywczzjapi/9uXkPhb/Pj9AOApATNoMQK3+I745Nce/A0VwPx2LEUAonRZAbM0TvSm+FD/M7F5A8SKGPkKDSDo0VoNALuLNPkexHkDBqec+QaUtQBsBNb6Qm+O+wzHFv0JNQj6c5zi/mF8VPxkMM7/dcyW/VU9PwIN6j7+sDru+uqe4P2r6WL7Aau4/dlpGQAI4vL9rkvo/oJIGQNZoH0BvE7Y/72Q0wCIThL8Jt01AReZpvyHYnj4="),
      dy: f32("Ahhyv3Kx9L+KY/g+EF22vvYbrz8+MXg8MwL2P3+egL7J+P6+IWMFPfDFjTw+2Xy/FXTFPw/amj2k5IY/cwKnP5PaFMDNmhc9Cz+Zvy3znD9jn4S/A5K3Po0v0z8/G7g+GIYQP/U3sb+9hl0/AEO5vm59Sj9W6ci/tDZSvwqt5r6FSJC+2CaEv6+F+z41m4+/60cXwGbkbzw5Xa6/K32hP3nRnr84W9S8DunNvmkwnr9elTi/MD2sPxo0CT85jNW9CgaVv+Ctn7/RjxE+dH8xvyDEV7/0Eva/1cfdve8jGb8="),
      nu: f32("+LXBP7H0UT8Rius+lkr1Pw=="),
      gamma: f32("Vn8kP/ygkj8zU2k+fExjPw=="),
      beta: f32("qT6GP3JY2z+XnQg/wLhjvg=="),
    },
    outputs: {
      y: f64("zsrIbnq29T+OnYufYTH2PxijG3rVx/U/PfoZ0Zcc9j/ESuAL6Mv0P1cho6Ta2PU/AmvvAww85z9wASHubioFQNWYrrsDCf0/gs6JKN4K8j/eXp9ayJ77P9RHjIfDauY/SFEotBkuAEBNxg8IK00BQOFotJGpoOc//OqyFEKz5z8l1g45X0LgP+rm0FEFQ9I/RxfWnrbK5D+pKPAzrdPnP/LPOsu79ec/Srq4uTWqzr9g3zBElm2hvywxhnrPOcM/ivyHiznxvL+nSxs/KGvMv+xvlnusrsQ/ZoLPjknJsr/O7WC1qrH1P660vdBl+fI/zBX7+F/Q9T8a+raqKWfvP6tiE2knIuw/Av+tEZeA3T+54h5erOnxP6t7HLb5lfE/gFnp/WwkAUAe6M9WtuXxP6jyLD/GnvI/tCERB0Kt8L+AQ++/gFHoP+fIFTfdcfY/DdjhlA0R5j+ES7FPfP3fP5peXzl6+uY/f7o6fUHz6D9ErejzciPTP0rLy6TrKec/XoaZyBhv5z8ksyfMnOK6P0hkZniNgac/Jy6UAjIJ+b8aEuDwVNfmv17HIxTTZ8A/gPdwxlQK5b90feFzZY69vw=="),
    },
    gradients: {
      x: f64("3u1+QG6EoL+31fT8RgWhv/rptWN9jo0/0s1k0IAIeb9jqHUsUBe5P2Dzx1Nvhig/b1G5LO415z/hkzbmZR67v0Y4ozZXFNi/F6gcdxLVqz9EvHs77yiWPyjdVvlElum/cbNBdGpl6j+3m5SpK7KRP4bjH54zVKc/tbes7hWerT/rKt9wPqHWv4rwYQWpZaU/0GuNj1I/vL827iply/upP1xbbYvYtLG/rGSXiiZ2yz+8A0d1K2bVPx5ghnh9Drq/fhxhWU38yj9bUhG547/jv3KM6cc6Wr+/HM8RHWX0sL+OAlChDwylPyDYnu+ejNS/qMegVETGgr8dRaE+embGv7dHu4SUwry/HUmCMbD42b8oPq3cdXLDPwpCbv8yBO6/qdcYrLpO8b9wF+9WtZSfP3LqU9Y1LvK/uLJd3/tU7D/0Uhjo9CTxv28KPOVrCpg/WVonkOXDnL/00DEuP+DKv45XofNyMaS/kUod0SvosT/bVqWSEpmvP1fGQwcSnAW/T11rcK7nrb+8oMa0EUWyv//7+V9mDXk/UpkdROzd0L/gqh4XHVzXv1ywIq3qJ7a/CjW7ZSiXkb9anax0EY3Cvw=="),
      nu: f64("C7aTIH2U2D+W+kWflLnbP+cJDFFBtti/fhbl4KgBwz8="),
      gamma: f64("kv0m3jMi8b/OwXe14oHiv3sdHMrkXvA/gWwrfgcj8z8="),
      beta: f64("AABAIGFfAsAAAOAC5qATwAAAgFqWdwXAAAAAW2jACcA="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("3B3wvuQFLL8+sIe/9t6Lv7mqG0Csq6Y/aJgrv1DBo7/LnUdAs9cUwK56vz94j1FA0JOUPwWyVL/ClHC/hvecv21QzT94/OM9K69hwCO6iD8="),
      dy: f32("RdTSvq/wCUAeCe8+H83lv9djRr9KlgY+arinv44bGr/t0j6+uf+nvyFK5b6JgxzAgbSGP5MJ27/M+Dm/JLIZvzD5ur4jI8G/qolTv1OmKb8="),
      nu: f32("zXnDP1dGoj//Awg/OvbGPw=="),
      gamma: f32("VIiePxQvUL7j8AtAk9y0Pg=="),
      beta: f32("hqZ2vzSLZ70xqA+/coOBPw=="),
    },
    outputs: {
      y: f64("gJlDfFcE97/u2etpXsStP1buEmQYHgDACZ1dZjB+6T80x9Cid2TEvxNCj/9gYMu/N0Y/zxqv97+ImIiGMlHoPwTdAs5mM8S/0pWjcRDI1T+onwc8Idf3P72Q+ruGzfM/BGQJDOdVxb/UxjOn+NK1P1NHiWuRmP2/sK0MYL6m6D8IUYvw1NbEv/5aAD+oVbO/oL33mt2VFcDQ2ogM9Y3zPw=="),
    },
    gradients: {
      x: f64("BUNePTJI17/r+lUQtV7Yv63+IYLw2uU/ADjFt93w079uNEZ6hVeZv+OHn2zAU78/etLjLqRJ/r/CmFK92/6xvzKBKlzJ7aS/RusAXb/ruD8Klduk07z3v/xeocojS7u/h5trpgXrlz9U+vhKvijRP3vycHn34O+/ajybmn9fsr+e4rRkPHNqv3SCboDGF9M/Nx6vwS/dyr/3ZnK8c63Evw=="),
      nu: f64("cOnA3wRwwz/wmrzO6mOQPwAAAAAAAAAA8RMnt+GZ1j8="),
      gamma: f64("4MfC2i0Ymr/SI3osGwEEQIKGJ036mgBAwN9nBCOCmb8="),
      beta: f64("AAAAWMny5b8AAAB8hPcBwAAAAFyewAbAAAAAnHFsGMA="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("0OBjwLmsGz7Wo1I/HstBQDkAGD4MBny/afp4P5YIjEDQjEM/ufJnP5Fdjj8Vz6w9qJ30Pxt4/L8t5zLAceYJP2dlvL8I+f89iqd1P3/d1T846xY/no8Ov/SOBD9fbJO/"),
      dy: f32("Te/RP/UJDD/MmPK+9xfHv80NbD49/FK+rnl7v9ScID/QM5k+xKoMQFmvQj9hTa8/OA1FP3mCWrm5D26/8WgNP4HL0L8JMbs+yxT6PghJCED/22W/ah6Ev2H5CL460yHA"),
      nu: f32("cdarP1LcYz8="),
      gamma: f32("qtuLPyAxgT8="),
      beta: f32("FpjYvXiuMD8="),
    },
    outputs: {
      y: f64("tSXfjlLkAcBc8cuHPGmev4bgevySxcc/LlTB761C3D/Eb5vyXwqgv3e9rLF5POa/bRTzF7cF8j+SRlhBhm34P4wV9cKPBPE/RFM9knu48T/pIBNiU5vyP5uvEPPF8+c/6Y6ykxc42T8sNsOs0ZP0v/w5MOL0dPy/NIPSnMO4wj8F4azGt5Hvv1Ti26cmtZ+/NPkegO+v8z9vB6eRjir2P4DFkbyLjPE/FKAbghxK0D/Fw6HEpQTxPxDjYv2K/Mq/"),
    },
    gradients: {
      x: f64("TnACIKEA7T97cbRYlFfQP+0xfSrc6rW/Y9ZVkUOHlb+TZJ4ihLe8P7DadKV6FcK/zhX7lOGX0L8Zqrq0DzLlv2y5k4ClnMM/0tcVQ1tL5T+T/zRQOe/FP5X61dURgvE/7LDrVSCzrT8meO2ia9N7P4DhnFTiZ+G/whNv0FOFxT9VQ9ZAASDvv2NeyQQtDcs/2L5p0i7Qsz+AArBPe5S+P2j7jZLgdti/900UabFF4b8LuX0PjVuhvx8iE6FfRPm/"),
      nu: f64("lNLKM5AS0D/4KAw8dmz9vw=="),
      gamma: f64("vFx2ybFC5r/gb4n+zkcWQA=="),
      beta: f64("AADy1KIe5r8AAABa5WECQA=="),
    },
  },
];
