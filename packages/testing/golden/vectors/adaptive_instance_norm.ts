// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const ADAPTIVE_INSTANCE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "alpha": 0.75},
    inputs: {
      x: f32("7cgkQPDFWL0pPE6/jJYnwLxO/b67fpJAy8WTP4ptAUDU33tAonGHQGOggb6KTpdAieOhPxHaCUC74NC/KPhYQMQzcb/7cRnAu1S5v9wn9z8FUinADnZWQNbu074en8g+lHjXPoHvNECNchTANL+zP/SANUDGV/q/jUpwvuPXRjuPBP6/vmRLQHJ/ob99NRi+Le/dPWL5Z7+U3aK/4caRP0LJqT8+3Zm/kSD+PzUWND94YUU//KbQvwPUvD/JEBLAMvd8v5rBNkD6r9C/EwGYv0RlrT7TgWu/n1Zsv5T/FUDj4StA+SrIPVq6sr9wlWNAE8k7QFY+X759Rh4/epoIwLwCRsDWQYq+Z/ySQLofO8AboCa/3bRdQDpoRL+XOpi/"),
      dy: f32("b4Kzv92lA8D4A6w9zsxEP7sIeT/4yjE/0eeQvVpVLr0U05a/2FifPzFWjb92Wg0/0HcnvywRe76PdHC/Bs9UviyBeb8YGQa/fxkLv0bUeL51fzY/7Q2DP/SuGj/Se+I/4ZAdP3k9xj7i1Uo/TdsfP7Ct/z7szdE/vYAIwAJ5mL8tDSS/iaXpPl2F3L9oShu/JTkfQJT2Kz9QurK++kFEvZfi6j4DMZa/NgeavVn+Gr72ZOO/0iIIPmskWD8ANRfAqt4rPrmArL5qu5w+YlIFPw8Ucz/nb2a/DaNivk5c7r9twHi/8ePQP0dF+r4ywpw8IXJrPxziF79HIQ0/WXubv38Yx78zZ2A+jXOvP1MoyT0vMC8+UcqMv99E7D40uvY9"),
      style: f32("puVyQIBadEBUp/hAIlGfQFM8rT/aDB9AoIhav+6ni0BtE7c/D2vtPwvzvkAWVNw/Is7QQGkT0b8vK4dAlUE+QMm84j/hp86/Z2hhQPNsv0Bam9NAY7bZP/YmqL4yA5dAIyASQA/7m0Bx1i5AOIsZQFIJa0B51hVAlVQpQCNHvz9ArD5AhFOSQH6kg0AXbzRAu8caQHRMm0B7SmM/pnSwQGAR20D+h/I/VeyOQPqN+j9CORM/L+gfQGpm0b9/l/RA9Z1DQO/biT0rgoVAGSjEQIJRrEAKnKNARueFQEOP3z//YW1AzbiDQAbG5z/C7OJAmN1FPx7jaz8SidZAzvZpQC/5XkARof4//ll0QN1/2r8O1q4/ysgfQNJHRUAAjzZA"),
    },
    outputs: {
      y: f64("Fy4x1tHpE0AVBNRIhhsFQGT1F862ff8/jKpi3YGk1j8DUMTBx/UBQNx/JstxDBtArKS+Vp/u5z+pauu+mRj8P+BvhDz/0w9A2gInJmRLEUBnbHln+GTsv4NDcw4QmRNAtD3c013jBkAAvW86pBgQQG/MmPwlsO2/wFqbwmmQFkAgXeWrcEqav7je6GJ93v6/vCWPzhfQ7T/IOj6lGk4TQKyJwx1Iu9y/tJlizzraGUADPUWO3PwAQM3BjeYBawhAPFaW0I3UAkBqvT+trzkOQHqFt3LGaec/VjVTusR8B0C85W/OckQOQLK/44JfTe4/kcbF1vKOAUAst4umAOwCQPYnCOEdFe4/H6Sulj6REkCM2BjndlX3P8LDSCREDQJAiEGB5IGKCUC4yt3y1LX2PwCWucqs7+g/OC7Rxq/5E0AlcgY0aEkVQIbLyNuX3uw/WHMJFRfZE0CefpQjrtkGQPbM+XDxvAdAk9YO/OhC77+Cpxpc/H4QQKXL0lG+YgDAqjtssBkiAEAGpY3KTigbQDwfRD3egfM/uKhwCyFO/D80lQl0KVANQByBVGOGzwBAvWSxKA0M8z+kAQLQ4lIRQBwT9BJ7oxJAJk+BcP1fAUDsJwCZUornP3/lnBE3/BVAKJ9wSJQNFkAcN55y+PwBQPS5BoDU6ghA0HoMScPf0D/zWGIh+lznv4TXsKSfjgFA+hgSbA3/EkDat3jeUPHtvyNH+L/XD+k/g6U6iUspD0Bj8VteIT/mP/hCUmWmENg/"),
    },
    gradients: {
      x: f64("yBUw7iXk8L+i9FiwbCD8v61Vd3wHSr0/AboEaf+J5D9KuTg2gHDtP9W2RR6K4ew/F46L5ihl1j/0aIuGe2rHP2oNNCNmOvm/R3LOk4e38j+WaXt539ngvyH9u0pHENA/FIrrUZZ01b9A2WEclEW6P3DZul9dFNm/QBq5xx/nkD/2LDmw3G3gvwBrCS3WGc4/EsijKo9k8L8SbYWnUGnsv4Q40xsF298/mvhL4pT/3j/AhrPPkvfNP3pB6P5rb/g/GHY0OKJFuT8wdSAMgCi2P1wHQHQpN7A/JuFiEle/wz8unQWwIqPDPxhCU/xTqeI/ecIMKWvQ8L+zEnHGV1Tavyvguks2DNI/PNrhVsC70j9EBji8mEfjvwDsdodxT58/drYveY+zDUBsY5KMcO/wP3U3IJJmN+G/fBY+wkL3879+jsFH/Vbdv0OdGcVaHgDAdJfz+b3Ez79qhm95B0zRP+MQTFYzdwPAPPv0wF+K/j+PQ3fKKUv4P7SL8SNSz/2/8tOtCxkipj9yfvbx4yLVv8puwkD6F8Y/Yf7AqlH53T8ub5Gvyp7xP6PLOfpHdPS/hxEM8eb9zr8ofLL65Gz2v4/00vq7DuC/Gt+Yjny4+j/dptAftenhv+bZmc0H/OE/mPzcwbBKnj/E3B/pxnfcv/Yw28xo2dw/UqbELrEk279kII9ndHHcv8KiejIPito/duApSbxi7D+chWa/eSqYP15exoxJ/ag/8iQU8Zjt7r/ESAiPokbRP8jA0FOjCZI/"),
      style: f64("F5d4mEJDur+7s6n6IKC6v/88RcVYaNa/tqsP+0GQxr/UuUUHW1OpP8AaMZWBg5W/QtEKlOiu4r+7bMGM3k3NP0eO81/fMc2/Thk0sdy6xL/mO3sHy6HeP+f3ZKJZZMe/hEAC1go5yb9SlE0HnqHkv1wxp+lKsdS/NmNoNTUW2b9YqGSWQk7dvxm9d1wemeS/KOzLpscZ2j8osufzmmvgPwa/jNrFSOE/VB2M9Xsc1T8rZiIIWRrPPxHhrXpuYd0/styPXXpE6D8AzbBblAu/P2OD7HngvOQ/SKAOPQRb5z8MIBiGt6zaP/7V8kimz+c/iKpRP7gJ7b/M98xv+6j1v7Cn4i7N5ui/+NyeLxiMxL/n1k6hNKjVv32bopHP4uq/ojOVn4gwtj/jiyCudJPZP0hw4jsILby/WChHrtcD3z9fTvvAHvzkPxDjTyvS1JM/crxaJgcjw7+VWqxrSnngv1bR+/Ai6ua/J8RHn8rn279o1gvxsZvwv9jT9OeyCdQ/vsMMsFycvz8tgDGXxznOP36vVhDS2LQ/sHLPkQZUfz/OAx1ad0qiP6omHHbfiqc/igrkoYDb0r9o/OkX4qiqP9JdHQWoD82/iCd+Bac80r+IXjq1rfylPzLVWcx2qOa/FUmUSfJn7L+RvBFRq+fqvyDPGv1tiu8/EGfly2BZlz+ILlJkgBigv8nRjpDBHOC/1EvbDda5yD9E2RPWlj+hP7zJXI75VL8/M9uVdADYwz9pur5SKgLGP2DDHDqWKMU/"),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "alpha": 0.75},
    inputs: {
      x: f32("hRCNPw1bL0ApXsa/QEA0P/znKsDe7ZK9wMT3v1W+pT8xqgBAEyhWP4huBcAtmx1AE6ZbQKqgyj8/1c4+5njzvuEVQkCMru4/0M/ovu3kNUAJFQe/axLYvq1MUUDuwFQ+IZmYvnVQR0CGIJXAEmHjP+f71r7hMso/7CU7PwGObUCNiu0/GHVFPw6yHEB5aVDAoM8wPw8aFb+T0pNAet2svziNbT9kJT6/xeU7P1t4gUAW2hPAvykoPzmxsD/1DKw/RwIBwItKKkDS7h8/V86YP/2OTkDT17A+qpGlvwBNiT8="),
      dy: f32("s/+kP5WWvj2/9N2+bYrXvhmjkD6bYgbAfupGPRh0wb6Kfey/X/2Cv5Mk5L4ohU+9xJ5fPob/TD+RnvO9cPI7P2mIzj6awj+/1vPBvxcwCEDMkui/XgDcPchnd79TWle/3cyuvmAp+7+/5j2/YkaFPtXOWj/mkNE/plC5vv8I/j4fXzY/Ep+kv/fR4702Xem9cl4BPiRo4j5lOni/a+4Rvy+yRT9R8L++4v3bP9MpKEACxoe+KVuFv/LdZT/fqtA+8rADv+Oor7/6Ix0/PGqavAHt5z2QsbK+RCC7vzjky7w="),
      style: f32("y2kOQN4FnkAuub49wRckQEelOkDgUl9AVuLRP7zvS0Cm56lAmrbMQNnv0j+d5P4/X6bBQD+qLEBRO90/GxidQFGzoUDnp94/sgSmQDkOsEAl8bBAGbW6v0sLVkCiFRM+2rxaQCD5ckAcqSRA0wu7QD4KhkCOwGRAT2ChP6Ik7T8KNTRABTsLQKFrqT8pdIhALbJpP+BELz9oqV1A6qDBP+4RUUB2nVJAjhSKQOfx1kBi5blAyJKKPh+Hl0DZYD5Acw1sQJ1jA0AZwRE/3CaLQEVUykANd1a/n4W0PwqpxD4="),
    },
    outputs: {
      y: f64("oWB+dojbB0CpT4vnPW8RQChUvbDYHeg/HMlN2pguBUDScpZTIxXIv2CPHACN7v8/JgvI4K152z8QHw8Z2YMJQFVTzTQP1g9ApBrjyk53BUD2PtoFFl/hv35yJQBj6hFA71UYwpkyFkDbcTsuiw8MQOPJNPZopQZAbM2dJoZc/j/Osiy/rXoWQC94osLHhRFAEFfIRAO3/j/EDbD9tqsVQLpkM5j0ef0/R3QDzDlz8z8K9Jeq8H0SQEXsEOS6v/w/m1Wgf9NH9T/H4futgeoRQCCFiOFXkAXAb36G6nz0CUB0/XcUT3LgP/hM3tzfKgJAOZWJMHdn+D8sinrF2JMQQLCpIwbAGwRAjbib/2b4+D/FTtg1HUYIQGtJ/6Ykedi/hr10CqiJAkAV51VJzST3P2gAceRlBBRADC4r0yJ67T/gH8jCANYDQNSXlgqmY/U/nGtFjhP7CkCur122+V8aQMSa7GwDXdo//zjJ24dhCkAqVoXBVAEQQCzlcLVuug9AxlxzjEJY5j94QLvYF3QQQB4zU1pAFPE/1QZ1JjSz/j8HT6zULtgTQFTRlk4iyeQ//ZaRNfHV/L9ott8x8cz7Pw=="),
    },
    gradients: {
      x: f64("i1+TrgRn8j8ZvQCUYVG5PzjuLBmggsy/dBYGkG2l0b8cLSKvrEbaP5u4ZzyTovq/0yqX3/K8yD/4XD/annS0v5SFuSDPCvy/89XEnWBZ6L9A8taOT360PxlMDY6posk/Lry4usGF2z+pnuK30TnzP3P+4R44yss/DBcMcDv19z8knmElH2HWv9i+zaq+MPG/WLcm5SO+7L+8GmX4UPv4P4rvE8Tt/vK/4hXpxa8A3z9W17u/TKnTv9QqGJVI2da/yEqyLgyxsz/Qj78ju8Dzv89WFN4W5uC/PKMyCWjQ5z/sPf5D/7zlPwGeO02yLvQ/Mduv+13U3L/uOxie6LjCPzPrsIm/yds/qmvCNOs79L8uc+4suIfUv1yeSX/dKsG/pnDz+jz/wj/aBCaKh+LUPxQ4bIQs8t6/GBJNYErl2L9WQ685/hzjP/xUQOVRYM6/Bld04o538z+K5qxIZqvwP2T+hlRuqtA//rGzF4MY979k932HihvLPxP9aicSOtC/EK1E2pt8s7/LWMrzOWj9v4rJZrOq/fY/MA5VF1f12T+RH9Fd7DLTP3ibO8ZhjKM/A6QCBCMe9r/bK6trOonaPw=="),
      style: f64("bquwA6/swr9ojwoXaQ2Zv7juAEX5Vc+/a6aGDOHzwL/GXofues29v+DUVFRkIbe/r1N4xjFVxr+sXA5HtiDVv/y/iPjStMu/OLokdndAxL9sd89bVGbav+U8D00YOdm/oH/IYgOfxr8Z8le3Us3Wv8YZXaSNO/C/6KzzrGafwj9M9TgxnFfJP3erXNbuKvC/4M4MUB2kzz+SlSCXPiTXP9rGqU7Cydc/Yg1inltSy79MVLgnOiThv2yzVxxSitS/+Vj2/IdM4b81csBWpBzivwLEQWlW+N6/dqErdJGC5r8Y/Ly0k6PVPzSAwLGRr9I/Pd+lgDRFvj9yflsHFtPEP5IDi7HBFM4/xB3V0Vntxz/27+wHenq/P3LbxMwRzc2/8efuvyYjsT+3tzmPCF22P9SHrkwuosS/KCyD3c82iz/QX56UhWHCv36/Wp9HqMK/XGNzaQ2a3z+2ZR+KFSP1P9sZdzZ3IvA/dIB/eN3F7L9kSksysW7kP0jgviwndaA/eS4Dk7vJ0T8xiOJnPBXRv2oXt5llNta/WBG1UtVKwr9kg+Tzfo+iv7EY7LLZE9u/phIHLwlO07/1G5x8XdrWvw=="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "alpha": 0.75},
    inputs: {
      x: f32("se2qv2ASzr6JsW6/Rn0ZPk+G2z/ph9O/m3MfQK4tJj+GGDbAcZXiPZGTCsC0yjG/RWK0P69niT6pZxI9goERQO3Rkj9+2LI/TtOivsiSEkA="),
      dy: f32("StfaPkG/oz97cfM+PdZGPyA6WL9DkQ+/amlavt4YYL4FQse/iCuVP9frAzz33S1AVfC7v3fIjz5ahUE/33wwP0LNgL2QoSc9P823P70oNr8="),
      style: f32("uMAcQLKk4D/S5wBAHROMQGystkCifYBAJvkGQEYBjEByZPc/v7SxP71LKkDBpgpAai9GQBFK0j9s+S1AZRcZQCoUgkCSMGlAlJ41QDQnOb0="),
    },
    outputs: {
      y: f64("AAAA+LQM+D8AAADwS3PzPwAAADyxcPQ/AAAAE1SQCkAAAAC+NtcSQAAAALxuyQRAAAAAaPiiAUAAAAB8mIwLQAAAAKDEn+c/AACAoDwa8T8AAABg+kT3PwAAAGAZOPc/AAAABPtlBUAAAAD2wMn0PwAAIBWvYQBAAAAAiD3mAkAAAACUD68KQAAAAKjvpwhAAAAAkgpkAEAAAAAynjzhPw=="),
    },
    gradients: {
      x: f64("AAAAQOlauz8AAAAg6HfUPwAAAGAvbr4/AAAAoMfayD8AAAAARAfLvwAAAGAo8sG/AAAAQC1Nq78AAADAGwOsvwAAAKBA6Ni/AAAAAHGl0j8AAADgen1gPwAAAOC+u+U/AAAAoAp+178AAADgDvmxPwAAAECrMMg/AAAA4JsPxj8AAABAqBmQvwAAAAAy9IQ/AAAA4Kf51j8AAACgF8XGvw=="),
      style: f64("AAAA8C6E1D8AAAAw3LPuPwAAAIij0tY/AAAAuBWk4j8AAAAAc0XkvwAAAJA869q/AAAA8OF5xL8AAADQVALFvwAAAHgwrvK/AAAAgCn46z8AAABQOLx4PwAAACjPTABAAAAA+Iee8b8AAABQlvXKPwAAAHCAJOI/AAAA6LSL4D8AAABgfCaovwAAAABLbp8/AAAA6D078T8AAAC40RPhvw=="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "alpha": 0.75},
    inputs: {
      x: f32("8g4LQGMeFsAqX0pAycEZvu3g7D9+U9s/lxlkP5ZOR0CvTAU/ntX5P6euzD6A9J1AC4y/wMkX/z+SxojAptkxP/RJCr13a6i/DwBTQHUBJD0SPyhA/ETOPyRRjT9CsJu/"),
      dy: f32("/d18P3LWBb7OVmc+xJCIP9r8/r5FWgm+jBuaP48woz+ZNQ+/X/cfP3Mf8D4e2zo+RaObvw/ceb/g3Ao/vMcZv7ZgM8CD1Hy/MkONvxP6RD+JoCK/MDUCv3yKp78u04q/"),
      style: f32("7Q/KPzeciEBPsIE/4aTVP/VEEkBU/gtA0P4XQInSH0AObIxAMmihP7az4T+eBBlA4U+hQDL+a0DyeUdAubHBQE61N0AEzSxAIBbXP9KLgj+lXVBAcp0xQOtpQ0AYmFhA"),
    },
    outputs: {
      y: f64("MO6pIIocBUD8c+Cpom/av5DQ4e4KdQpAQKrIRTke8T98dkP73F4DQCGECLsqoQJAaSfdtjov+T96V7iTuAIJQNLPgBsiDPU/wklkFpSEAkBZrMYxRbLzP3yGaKsImBFAAJnqWXsvqL/M75gR41ESQAQpmeimQO4/qRr6FuWdDkC0kOGvpzwLQCzVs776SQVA1kdpr6bfDEAWO/2ttyf2P4XUJJsvOQlAfpjW0gyqA0B20FqYOOQAQIp0h6er2eA/"),
    },
    gradients: {
      x: f64("2fKmDxa64T9MVajxYtzGv3Jntq6ZlqE/SVP2y5TQ4z8nD4/k4qvcv8s+XGfVysm/CXihUIgC5D/SLebaBw3kPzY4xNgbIuO/N/Tt1c5VyT82EQrium6/P1izAPLtfsa/iI95uw764L+k0ZKbE6y8v4nG8LqkkuE/0OWc60vSrj9Lw5gezeDzv1aSNDYSB86/MmgPDJuP2L9UPFxeyg7oP7w+EDtl5re/eKlg0DeCqr/ypqV7jt3jv9nORihpPeK/"),
      style: f64("iUKkRsgYxz/VaiH2+oXMP51PEj3V9MU/bTV0rYBHxz+gUAcGwoXIP/l8rPofU8g/ASckWFJK2T/h5EpUGcTZPwOeFZaCj+A/CAD//h/11D9zyEP0SunWP57vIqQ7Wtk/E3GOhN+z7r957eE4fN3mv8DPb4LBj+O/3cdipOlH8r+3jkRgkCLiv0SzFZfyJeG/2lptO33J17/F7aEndTDSvw4H/qfGkeK/09a09oWI4L+IM5gtOrbhv0lKLdJAHeO/"),
    },
  },
];
