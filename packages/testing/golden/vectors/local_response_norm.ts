// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const LOCAL_RESPONSE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"size": 3, "alpha": 0.5, "exponent": 0.75, "bias": 1.5},
    inputs: {
      x: f32("H08OP4rMkkB67Ls/hotQwI2YnL9H6pw/3Kz6vzwviL+EzE+/dFZKQErtF777TZy+xx55QI3/DT+H/c4/M/D/PvUTiT+dq7g+0HhEwMHYCL8VNMJAWaRFQBK2hUAMg0W/8mi5P2FO9D5VyjpAyMUaP0Oe/z8iUny/pJqCP4yrbkA6/rS+dl1VQNKxC0AEkqa/4LrWP2Dcsj/7CvQ/pEHLvnO9Kb/Z9nQ+wa3ivuY9vb6mMC8/amZzv+wrk78c6YTA3ZsWv78nksBcTZ5A/8Qhv2UuI0BZJV7AndTrv9dA/78giFDA+HE5QAfLYL/D5YlAVPWWv2L2lkCqgea90RUmQO/IMT5Xlhk/yCyzPgw+fb+pDpa8iFwIQDlcg0DokJc/"),
      dy: f32("V3sQPu5fMD784oi/uY0Qvn5yAb8Zm9m9PAVKP8GIWD4Lqoo/Aq8UQN2N+L52KMw//wQLP1nBBb4oKqq9jNUvP/Mxm78jHQk/6fhtPTQRqr+Q7zO/VR+6vvZYVL99Vp08l1l7vHzzFr9zYRzArlHtvb6jiD+qPva+N7Etv6wznT6WZrM+60skvp8Htz8A3kc9P54FwI4LXb8H13Q89MM/v/MqPr/WwwI/DWLOPUV/xD+LZUI/s7iNv4iceL4qQaQ96lmjPrwuPD2Hd5G+qHACvngxfb8XKbw//nGNP+vqFT68wYO/gmQRP/itx79YGM4/4UQBwA/daL8camI+GAXBP5r4NL8UKqu/b3yNv++Elb0acg2/A1tYP1E0hD110RY/"),
    },
    outputs: {
      y: f64("Eg1XjurB0z/oftftvlP1PynBSHV7Q+w/Qasrp2F977/c6o57HLLpvzfHcUptm+k/xslvrymV479NLSoqzqPTvyzNRNqG5tq/czCpw0xc7j+/eL+CYBG3v5BfIVBuRsm/M7h5HVOR7z/KYd/Ff/bWPwSWRTySY9U/O9d1iXi9wz82Oygox83VPxxlkoG96M8/gfGsOwUA678ATtmbhw/Yv4eYFhChRfQ/p+FAR9399D9my23T8Ef1P+h1Ahu/L+G/hnIHROVS6z8i/eoBXTLGP+YsPAW4y/Q/fy3mhPvQzj8PXietv1PsPxYvAEANKOO/yVoMg/h14D8JnFUd92f0P1KMrVRTgsG/yxJ+/JYe9T+za5rfBWbuPy8FPacgM+m/Cyx64p747T+AI8/BIKvePx+Trkcw3PA/Y5sMQea7w7/HjSkukszUv1+0EdF7SbM/eJ9Of1HW0L/HeJ2tvNjNv0Q8yq0oYdg/kgIkqnql5L8mhBMUR73nv7LivpiC7vW/f50YAJ5n1b9N96K+/ffzv5nipKoVvPE/Y2mhvwLl0b/Cs9C2wk3zP6JXgAAP9+q//nOPz7sC77/zGUwBBd/Xv0G8RmxfW+e/cNbhE/8f8D+Cg3/eKY7avyuZN44eoPA/DvqyVtsW5L8hmyjlYZrzP7Mc/DR6sKe/AaCUk9Sx6T9CgPEMVg2tP5X2VJOWW8c/1DpKtXhpzT8faxke9/DRv1iuFs7MpYu/9JoEd2Vb6z84t6N4kvH1P6eFaVyNcug/"),
    },
    gradients: {
      x: f64("Hy1ZgbL+tj8AxZV3F8OLP+UiWgqVddm/AJ3CoOXT1T9cqgQdVkTQv4C/cSTL8kO/wmKPtsvGzz//gP8EfP2vP5KG7wETK9s/Pf9Pfmqt0z83rWRNuXrSv9tqEvkSVfA/ep58la7CxD9EXRqIsVm/vyBeeH4u97o/fN5HUn0fxj/Sg2kb5mzTv32O3LZARtg/0/Ilb0I/sz+cKWaYfa3sv7DJv4khXZo/iEGz6mCXq79sR/8/+YS0P884pLqejJw/Bh40wuyIpj/+zt8KbHTMv8xxVCBEk9K/SU+kloY6or/il1UEvQ63PzOB5BJ/q9C/fLgJN5dLs78Px1utA0jBP6QB8XdAQ6Q/2jo2ZeG5oL/PvhdSX4rDPzfdptIZ8bI/RIYyrp8t57/ge1jf6PzMv3oVtfxKiqq/vLm5xoMY0L93St8cj37Qv/qA0J7m3sQ/DSvnf8UIpb+TPcL14h/uP2PcILcahtk/O5lgnc2N5L/egOZp9ti5v/1mpnjKbII/mC5l3Xtruz+4JHoO4HJ3v0DC0n2bi8G/1ufXEP2PoL/xz3nTmLjVv3nVXBTFXdo/ppL0xlw44z/GaZu+zpmyv48oUJ/npse/ZkB6rNicuL8uBuzLwBHpv9k2PDA66dc/UpNmpXRz8b8cZFVfjW+Qv8jetFW0BLg/0BjpKlGYsj+/IEtpzvXOv26moRbvXt6/AuO35dhZ6L/Z7+ESEL+wv6+F21t6D9q/XHCjs4UZtz8iNPfJ0AKEP0itXFW5hNQ/"),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"size": 3, "alpha": 0.5, "exponent": 0.75, "bias": 1.5},
    inputs: {
      x: f32("mWyuP/8+0T8+GLw/rmbiv4HTWL8TpKjAtzwqwLrXpL+rcYk+jheVvvaLPEBIO2NAVQeGwE6XEL43hzE+XZkTQPpuBED6r8E/AuUDwMEFl0C/bgZAALAAQG0N871Qb9Q+WC0gQLU69z+fnzs/vLvlPeZOhz9VTEQ/y/apPawnFUC5f2w/jUuKwKk+Z783diZAHDWSQIQ2aUD8GeE/RStFP79CMEDB9po+pgW6P3lvPUA+3BlARPOyP8CxvL+4U9Q/1ofNv8EsMEC4RxlAWfzNvN7j8T4L5jg/NU2JPuuh878="),
      dy: f32("P0eUPTWuSb4u+1E/QX9Iv6c+JT+Qcie/UOcwP/vd7D10zpI+002svdxuhz646ES/y7rZvwPQKL/8D7S/ATfMvz54FD9V8sq/NfdnvSd4BUCyYUS/gZyZvjg8Kr/2vqG+7RRYP6Ksg7+C3hE/Y4LlvpbBZTxH4QO/CREYP7qUqD9Kce++q0mgv30Nsr8PoAu/xgGKPsxvIz9h+pW/s626vG4G1773yKi+BUezvKeDTL8EAjU/6XHVvv4cwD83tz4/LXToOwByrj6Wjvk7zaiIv96ynD9Gz+q/+S43v762ez8="),
    },
    outputs: {
      y: f64("Eni734wf6T/nRIbeZJzvP4jEXQTGW+0/o8Ig87JF5r/BtJvfEDzUv+U9NX4aKPC/ZEW5qdhN9L/sXfZLU7Pnv8+CK72AYb8/9/qMk9NEwr8wACGxwybxP+TPmOLlm/I/8KFYGbrY478jk4FWmcKsv25f84iUoLY/KK+vebsh8z9/Hc9IrvvxP7q9EnzLA+A/xOQ6sDzu479AifLD7xfvP/L4HCm0WfI/sL0xRXTw8T/IhDcphp+vv9L3HRWV+8w/sPm68K7m8T+ZKG8Ub1TsPy1md8KY2co/keQDy+Vkrz/HbOohDyTfP/qyrbqMBM0/Y8atD27Dnz++7rI8trDwP5Um3i37gOM/VTaIsbtR8r+Wbe0n9tfjv+pL27/ciPE/+6wg/HDh8T9yUyuzt1TyP8xqTKimROc/nQCB3BA53D+FGdcNqhHmP0f4N7sjXMY/GANxLfN23z/bhnqw4R7lPx69Yqn/MOg/YFLhK/Rb5z83aBmiE47rv6a1w1/ZAeY/Cw3yF9946b+tGoEVzsjyP/JDFqyxh+s/ms+T35Ewir+Tt2NXLvbSP8OGHsZ/Bdw/y8EjtlWjxD/j5LDGo1Tuvw=="),
    },
    gradients: {
      x: f64("7yv9T/y/pz9ZqfOqpFy1vypYfvRiOdc/gzup7NFhyr/6xS1ESOHHP37R84k+ZrQ/ZP8npGuXvj9oK+LzZHKnP3K/NWgzVcg/ZGymW3Qtgz+Gc/YKJKuuP8yRuFLICp+/cr+IBjeixT8IbuVb3WPSvw2Yrp7tm+a/5KrAKMu12L+Uv7Qkd//GP7RZeYPzYeO/RBamhR0i0r9A2FKW4OKNP4RUgX/iH8u/8A2qn2BxsL9mNHf2DaDXvwDoMgCoesm/qhQkt5J90j84CYHsmnPUvywxm5jyIr0/k5KPvPfozb9A4vlMLoasP+5wciq1D8S/+KmrLn79yz+3SzI3RvndP4LJC1OSQdG/PRXx6OcYvr9hYIL/rvvqvzB+UIcJYru/3AD/B4v6vj/Uozz/9Mqpv2ajfebfoOC/y94QexcJwj/mylglHXLWv0WQIrXJH82/qp9w88Wpjz9NYWtTSpLEv3RAsF5Y16w/pHshDW8bw7/4/5MVTmTfP+VuBbCqVNI/Jlh7NqH8w7+oRWof3guuP8J9uCervqY/s1yBM+pZ4b87CepJl1DoPzgvtT3qju2/pdq0o4b2278S2HX0DhHUPw=="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"size": 3, "alpha": 0.5, "exponent": 0.75, "bias": 1.5},
    inputs: {
      x: f32("8ZXUP81RdECNmPo+pc9Vvt+8i79IJDlAMiyVvhijMz88bmxACNmDQCwelD9PJv28g5DCPxsCKL/djIs/WwFBQEdZ3r6TZSdAD5qMv2Rcjr8="),
      dy: f32("67E/P6Q2gz/CHQRAHA+JPezgiz96IQbABlggvz1Jfr83ra4/6+urvYKv1L7wBpC+PAAZP99ih78fM9+/ayxzPyVQlb+9rAK/kE05v27tkr8="),
    },
    outputs: {
      y: f64("Rt/72SOH4T+p5SLkDAL0P81HsK7qP8Y/d5SV9vxDw7/5176PR/Tdv08SPBuVxvM/p1no57BlwL+8u5RQw5/fP9iDbAAqsuw/Kn969ps37z9qV6h778LXP3N8vjvNCZW/9lGEzSNm7T/YvKjhdZ3Xv5c/GbZol9w/odHejR4a9D+Tzn5PwZnKv9ytc6It9/I/4Aqlvrp63r/3Cymd4O3lvw=="),
    },
    gradients: {
      x: f64("3sHqig+Ftj94EWB/LaS9v9SuM3/H/+U/l0JpbwTwqj+e9I5yexLJP8wPqVMFoci/ZuJiksHR1r/zJr9UqM7kv3xSCJPY6cU/kKP4k6vtxL92ABzhhvi+v3YzXvQg+Me/XkPkDaTHxz92meqZvNnhv4C3vgKHnem/DaLa9oTZ0j8EkhiujUfiv5/S2pk9C82/Ia6IUoMZzb/4Y1OC3fThvw=="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"size": 3, "alpha": 0.5, "exponent": 0.75, "bias": 1.5},
    inputs: {
      x: f32("2apTv5INfT/Kwt4/gOwLwCzaZr/yPTfAGacgQM7lvT6V396/EVq+P7rNisBe/+m/BLAEQOw6tT/0ScA/kQ/iv/M5UcCy6G4/rPERP7tGHT9KIifAOHQEP6FQh8AFVtQ/"),
      dy: f32("F2Rkvk8tCz926XW/EVALP/5siT945W4/Glk4vx3f0L7wmoE/0503P6ZZbL/yh+i/RAdNv3Z30r6/2ei/nogTPyquY77rvTA/Xt5Ev4H8irymQtA+UicAP+T68jxIIFC9"),
    },
    outputs: {
      y: f64("pm1O2FRg2b/kShL7cmHlPylgZUIh7es/pJyDIRPF8L8lOBrrf+DRv0LX4/HeM/K/c2emF6FC8z+H4gjMawvQPza2CFK98Ou/QSKQKEjQ5j/TnlZbY3/1vzg2p5yXPue/q96+kAnv8T/CoczQlAfsPx8vu5qYBeU/T4Ep+DBo8L8sCnnV2m3qv5iV6I6FGOE/6aYCS7e50z/6lNhgKFPYP0tP1XuVRfK/KCdY3Pc50z+vMZzivhfxv7MRMZ95Y+4/"),
    },
    gradients: {
      x: f64("uOzo9tlrxb8YBfsr6BHVP6stWntvcce/fN3YW//Xzz+7HYLR4SDYPwoL8EHULts/gtPbmnC7xL9A2jQUAJHSv72PgrIUwso/DhQMs4iI1j+UQutSenyyvxLhY6wx/+W/Lbds72NExr9sMPIcO8zHv8aahSkM1uK/KO80JBPFzj+YWsah9Zqiv1sOm/vkBNc/tGilAcMM1r+02LTMdqOTPy7YMTfGQ8e/f43axW9e1D9mWOxvw/igP0JKYTv6n7e/"),
    },
  },
  {
    name: "even window",
    shape: [2, 5, 3],
    layout: "channels-first",
    settings: {"size": 4, "alpha": 0.5, "exponent": 0.75, "bias": 1.5},
    inputs: {
      x: f32("XHrBv0qy2T9ObCnAGyaAv0pn3j2MKPi/H7+dvgr0FkDdQxG/ekR6QEo1yD+Qrww/n2aoPhStCEDpSwG/SejGP9XfAr5lkzXAZ46lv2RuDL9mY78/bIoawNr1bUDQpRJAIC6qPUhSAj//Ins/Ofzov5F+J8B245A+"),
      dy: f32("+4OfvnRjjj1FRXM/TgDfvQwBrL9Tqrq+0kj+P1fBYr8QnCo/nEYCv4CRDT/my5u/Kl0ov1i3xD+EfFO+Z1mNvtS9iL1kijW/leimvjQYLj8tc6a/vhEcv237Sz9eYrs+sx/NP5KU2D8smr+/nqv/Pqgfpb5UatM/"),
    },
    outputs: {
      y: f64("bet/X8bC7b+plIgGhBDxP+HUbD3EVPO//yI+BN+e47+W+i6AOHyrP+Xp93+jBOy/Ge97MRzJvL80s08o+CPxPyCGztPwPdC/b/dUVl8h+D8LdDgV9pDlPxvEj7YST9Q/ZK6elMqtwD/mnquZs3TtP519+kHknda/L9zZxV9y7T8GnASE6qu3v3L5GVh6DfW/E3QTvXtv47+KEPGQ4uPMv1vzV1Y/7+I/tjoVqlUj8r+hn3J690v4P8n1rExIR+w/N/CMhYthoz8Lon2zsGTGP48XiH+P994/e2GPZ7AX7L8HKgF3Uvrsv/iu0Y3JesM/"),
    },
    gradients: {
      x: f64("g7J8lMnjw78z2uOPLqHCPxg7PWP5ndA/EKgypxNFtb+TylQGoiDlv2Wx/3ROBNe/4L4s3Ye25j80MmZ3eAXgv2Z9CWOketI/KFW1YcpAlz9kIM6+fBfFP8VeYJ8q1uW/qbthVuxzz7/0X/7Vu3vbP3uIdknKMsS/YyLpMmRQzL9uoqNO48Kkv0Ey9cwtVMy/BGbWtsORub/K0kAf8YHUP4v1xDyUf9+/6kelysM1yr+AT1cnNBlsPyCpQ1cabNE/7k1DRZRO5z9CV8EhrQ3hP4HM0aFkJee/SLpaPGSDyD+BVdjRk2ilvx7TklNrt+w/"),
    },
  },
];
