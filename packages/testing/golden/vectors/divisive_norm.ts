// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const DIVISIVE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "cropped",
    shape: [2, 3, 4, 5],
    layout: "channels-first",
    settings: {"window": 3, "suppression": 5, "epsilon": 0.5, "zeros": 0},
    inputs: {
      x: f32("SIDTvmP6RECTh9A/koIcQLI4xb/VXk7AbPEWv7Ysqj9FWBLAhKeyP3IFub/qmSE+d5lxP/QK475vwVDAHDldQC+amz7Hvkk/RjgIwHaAJz/3kio/3CRKPwstmEAPAqE/9cm1vzvcMMC7Qzk/+gTqP9lGkL0+/vE9q6Lvvrwh6T/nGxs/lbvmP/Wjd0Ce6Ti98rb6PyoEN7/oSEu/qvTMv7TJtb+B2VM/8GYZv+tHB0B4/mG/azuKP7x6aT9AXPy/qwELP0TqfT71eWZAZTA1QNEuxL4BPYE9pcGivyyjY7/eHmk/IplNP+fOBUBuf7e9VzE1P67bNUBix+c/R+QVwBoJ+T8Bezm+8E5eQEJloDzxsCo+tU0wP2hsAz8piSy/MPq4vxWUgL9LWSPAurNpPkENDcCCcsQ+3Mw0QEUdM7zlzR5A+VNGv2nbSkB3lCa/O44HQBbFPzsu2co/oWhvvm8o4z8FlFc/tXD5Pz70GECMyxFAtPAFv/yOoT/kFtI/jnSZQGG6xb+2K5Q/JzQSP3tATECb9CtAzMCLP5MLvbzMLAO/YKdQv2rCKb8mZ7g/YkYqQBSsjL2H2yVABb1PQG85ur9wR9G+MBmVPu6EXEBZN4Y+1jAWQNX5Z75IleS/"),
      gamma: f32("jaXPP6YCdT9DgQRA"),
      beta: f32("Wxpyv1iR5L8wkYq+"),
      dy: f32("PBiBv4LMUj8yw18/A2Q0P1b7jb9xGau+JWkvv1oo9T/pqBpAKyfHv/PSd79oBp+/xSbfv7uy/z+klA695ChPP8wJur9V2KK+7g/lPlSYN78A01A/s/k7vvwlh71DkaK+kIdav5bDgT4j2JM//iBjvnteXD9qHYy+DXGUP+/TG7+Pq6K/r0gGP8lrTL96oUQ+UoYbv6UZhD/YUfk+oeVXvX1TXD/IXJE/tyLHv+aGqj87t7G/U6U5Poul7L4tBP4/mkiava2NxL406pK/cZhevwuM2b9HlzO+8hqlP8Xh4z4q6Rc/aOEJPvjGqz8dNkU+QtUdv6p/TMDDQ9u8V5qcP6e1E76FnyG/EkMyvitd373WVKW8jjbyP0Uu6D6DFR+/AT4IwMexRL/KS8s/3fwkPvipH7996O4/smS8Pu3Cm74fpl2/vNHjvkY/nz1nE1w+Z0dsvt3YcD9zNTu/tm9ovYdvrj91q2Y+mpgCv90PsL4satO+7k4APY8j8r7CfKO/dO0hv+09y74tCJO++RrRvTtDNj8X7ka+PG0Jv6pqH79XYno+KyX1Pk9xPD+NXwI/rV51Pxg4IMBLgdY+3OKJP4rx5r9JDCS+CULqvRv0CkBqbb0/p1iHP0u3sL2jFSy/"),
    },
    outputs: {
      y: f64("HzvLK2th9L/cO77L9Vj3P5K+wEUc8tW/2vJP1IpG6j/GWnsPc2MDwMIyH+HZpBDAIQC21JuR/78H0F6nQ6rhv+yuPM0lLQzAMDc1Gv0ryT8Gin4/vlMFwPg33Z3+GfO/+Lb5JLKh3b/eOop5lRv3v+G/OUrs/w7A9JIQc+W19D/vZ1xQz2P2v6YH+Im/iOi/n6gFFMAxCcDQY5/2QHfNvzIu4gXC/fa/1ceX30sL+b8YcmoGyh/EP4iShYn1Cva/LhkdhSDEBMBx67AXxX8LwHYJ/Trs4/q/P+VoWWKb9L9RbJMPyWoAwJdUO0Uf1vy/QcOPDfI+AsBDLuNIN4Dwv3rkTxFA5Pq/VR2I87Pm6b8wRTjVys3VPyqLXJEV4gLAJDHdm05N8r/CgrjrotgDwISElJcVUgLA8mWLNaEbBcA5OdhD2or8v8D5f0Bf5M8/lSlUD9gt/7//JzoPpZ35P3Zl0O9W1fa/lCDurEJ94j/QnjmJoa7GP+Oe9i2ojQzAkrBgMySyuL/mygPS6c7Dv5U+FWHNtwpAW5maUTlaBEAOdLKFPOvyv3rSNpacX9K/x1e2eyXp+r+/zeNCeQUEwCoSBmjta8C/kHwtS3Jpmb94xyNyCOACQN5Z6HQRGNG/kvvPgBzK9r/4VctSaCPjPwhcw1VkY8S/iNZ7yjt0D8A8P8dvjB3dP7KWuf7GewLACAgvC8/o8T/cmOdWwhD6v2vM2BRHQvK/jCecCNqX3b+ay2v++NL4vxFNV9RliwLAYqCcbIfjB8BUSJf3jdIAwKSP9373aQ7AzCU+ecZgAMApLrUkm5AOwFEpfgNr1vG/YC9D/Ll5+T9xdV1bzIPtv+QtuBotLfG/77B9FuMtB8CwuXxwhVrhv7NHWAF7uQTAFVA0cHdu678G6MLhl/UDwBbDuWQH+Pi/3uzIJoSeAsDsbSBNC7PwvwyFThjdkPa/Weaj/WhS9r+7AXcpIH/vv7/ZNahchO6/T4xnOpyxAcCAcowcXqjzv7mpQvOrjfu/CKcLBw2Lxj/6/Dy6738HwJfH8sBwzPK/J1librm49r+xSkEHCA0BQC9C3J7iMvg/jkp+octaxL8JCnWKZebzvwEovKLwGfq/edU2vtHQBcD02KMterkCwCp7ZTwXOOE/fA2l/WTZAkA4PFT5yLzjv7AjJrD5x/Q/JVPUK2x+A0CalOlD9RYHwOhzHCDV9vC/Pr7FEBQ107+olsJJ7Wb9P26Op+S2bfK/JlQPdApI/T9vHd3nnFLhv6FqOpzjfQTA"),
    },
    gradients: {
      x: f64("lmB4lkvz77+bTl4VfDLkPymCOEM8Qdg/Ff4b6rCy5z/GuqlKzMnrv/7vIwlW39S/xqdg2S834b+svVqFPAj4PzVwVfBM/gJAmzXvGvgg9r/Ryq0kIKTov/ceisffGfC/yhDtt85K+7+xuQUWtUD7P77ki6S5+NK/20xPb42s7z/sSuJ0Ji/yv8YTjaNzyce/xLVfdBzSvD9zRZjr+jzqv8KqxN6SKdM/6lyAXxFW07/gLkby/KzPv1Qj9EJdqri/pMzQKQym1b9AtuWDuIy+PzvJUvFGjuc/kYjLZQAz1b9RtrdLf/jhP6G6jp0EmMC/TFJ/lbyo5z99ikrDcdXFvz6Rs/IOLeq/dJ27Zco0uj+7uCGMD/fhv2oFIZFCA8U/YN7m88C5jT+NAEVHjgXdP2JxHy/Torw/m8Fia4Fl2r+d28SvsJfoPxj0Tda2UfE/uyhFByOQAcAeYmcrGyT6PwyT3+LIw/a/GCN/RWJn0T/CA2FPa2Lbv+LjfCUNl/8/cF88IGH7ib94dMnYvGbbv8Q7z65Z1PG/kAozeFYE678YUnrrv/0AwGW44JM0Ctu/EMcsfzaA9D8G5GMCTSvhP1SaSgTqEe8/HAf7fdOL0D9exIei1mn+P5C7GTTxwpQ/zNrYFaVJ2r9bLdx7lyEHwK5l92olbro/R7fN+aIv8T/DbWFlSn/GvyuVtb5av9O/QJjcc1ebr7+OSCbJbi/OP1xsxdgQDrc/3EG3p7rJ/D8yTnc83UfFP9Sl9nmJiue/FwV6Jqn2/r9Rb/4RCzLkvwj8a1cY7Pw/hOc9+eDZpj/onhY3AofUv/WXy31Pyvs/gEQKBdIGwD8cThaG1/LOv1C+3aA+tta/uO3LxsnRm7/HOaHQr2bJP/Cjyyr6abI/XOzMM5Scxb91VJsULS/nPxSRoQ3VpMC/Hc4qM6il1D/G1zw8gy3qPy/S37n6mqM/+DeYgpGz479oUjL59/bjv7xSzGKoxdu/QBiaCaossz9a11FRSU3QvwMsCPtSguy/prQP/wa58b8mK+6HXpesP6bp0ZanIsm/ZH9DhUEKqL8yMRqIAj/vPyI1yD1MALi/sFEvvCuY4b82AgefcGPpv0HsOxsWLtM/Pnrbx/7f6j+suvUZOon0P5JrTZTDDes/OGB017sA8z94FmQm6NQJwESMKp8vGLI/sgKwKlWy5j/1IlmHE8QAwNL2d/OZWsC/OZN3gLMcsr+05lvCdeL+P7XqjXwfyvg/hxbIl1jF7z+IoecRMB6Av8aq6IZ0guS/"),
      gamma: f64("6Mtk/LjU9L97QKs/FiUZwO/7nL1grRlA"),
      beta: f64("AABA86rxB8AAAIADhH4FwAAAAEOEiBNA"),
    },
  },
  {
    name: "zeros",
    shape: [2, 3, 4, 5],
    layout: "channels-first",
    settings: {"window": 3, "suppression": 3, "epsilon": 1, "zeros": 1},
    inputs: {
      x: f32("IJ0kQHpggD+c1DrAX+PQP9NnJj/jz0S/8uY2QFfM5r6FJydAOIhlv9KbjL62NeS+/KTtvp7zvD6/7pW/5o3IP16GfT94oY+/Vmk0wC+lvz+DoQHARQdKQH47GcAl4te/sjgMwAheCMBef3ZA6oAaQLaPyj8KDfE+sW5xQIo0gEAx4PY/OVTNP1rkQEAUP5q/7tFAQPiiDDzkCqxA13NcwMHepr5BflNAnMKvPzCzUbvYTwo/+Jj0PvAvnz7oU9A9a5wePUGtA0DhAec+LQUhPjRQXcBr71jAHlaxPyQoBj4EQbNAuHZGPhsY97+D+VTABiD3P+UkFMDco/I+gKpev5+//D/5qJm/qC6fvxp4nEBjIHo/cwqeQDdlsL+JI/s/rdshQFsG0z9kD4S/w+YKv09zV74Qfx3AetddPyHpxz/jO52/WLl8QENqRL9Heow/36zpPniq7z/oMETAoRYwP1UTnb/h2J69zMp1v5/f5D9AnKi/lJfFPwrPmkAQAwg/Ymbiv6vJ0z+9vWJAwQlSvji12z8bVkbAYR9IQHdE9D/9MWI+NbvDPyvXZMCZtxw9OtcuwI2tK789Y7u+P+juvYfhB0BMVs+7/wykPytZ5j9Kk+I/6nbcP97Slj7qtfc/"),
      gamma: f32("31XoP6RMHj/gwMQ/"),
      beta: f32("LYe1vgiNsr7weTk/"),
      dy: f32("miHZv/EKdT7ps866sCHwP6qMUj8sbAo/qJMuv8re871UNBrAwKxGv89sr73jAsu9JX2ZPh5QTT8aGGI9kcqbPyiw477iAag+13jfO2ZurT4O62C/+p13v2ecnT1yMq2+xRJCvwK6rr8vaYo/7mplvzBDYj/And89TQAAP3VUDT+RBqs+KqNZP2LLE7/8qr0+6jPYPwITCD+pv2Q/OzIQvcmkMz9pvyk/7sZSv8TXp78VlS4+OQiHv3jkyj0nhSPAcjGOPgucEb+xxBk/SajCP4QulT4maAK/5rnfPjqlbT+JJzK/Jglcv1zaQD/wfQu/EptyPm3UML8iv2c9LVKXP+r9TLwZ8F8+KAmNPyA3mr8pi38/YVoDvZlfnz3wq6Q9/xp0v9HCcr42V4y/xeSSPyaQKD9UYNs9cvtbP+lMlz6CzwdAL4cFvt9cub/DnxS/AFhNPs9gDECLckDAeryvv91Qxbu07ua9tO1uP/seNr/p+54/PDUTP1JtFj6yELC+dWuoviv1gT7SJMo+PE4APS3btD/KqLA9MDYJv9/Kkb/8aAU+LhQyvfFA370EjTQ+0AmPvc4MAcDOY3c/EiKOPy14jb49VYw/2uLkvtHAk7/dLSO/s5+Mv0gUAEBt/qI+"),
    },
    outputs: {
      y: f64("7JC1MzHI/T8oq9nZQlbKPyJ/+tq+hA3AvWTHz8xG9D/uUlMihvPQPwGDNwLkCfy/mBlsPxsK9j/0fnT5OBnzv36IPj3ZD/w/KNnmNfE0+b8gYzQvAmb1v/SGCIIuf/W/DK/Nzth79L8p/rewgtjBv4+JfPCEkva/GTofhzZM4j9Aw4/61bulP5SWWuvc3/e/+7isHEpWA8C9L8FwuJDwP4TBle4Fu/O/uziayRtB4D+slEGEYxD1v5zFcbVf/u+/Up9ckkGG9r9sDNr79hT0v2GBQpz/A+A/qBlBSVv7vj983AwT6jKzPxfX6zqFDtG/eCbh7Ftx4T9x47iSfbDgPywPx2DN9ba/SEMjlna4oz+AC4uqxb7dP96qECjn2++/cJ/Zo+0Y2j8Osjg8Byfcv82TlWiEiPI/jveV2pNe9b/wS6w5NpagP+BD8hnqvQdAAtlTG+8u9T8ypRxC4/XjP+26QTilCPI/7RW8DWSf4D88ypHiFUfhPyPF2VrwEtg/ZchN9ZK/5T8k3b+HAu0CQMjFfIIPKNw/GKgzrhnH0j++e8ClyYj9vyjV0I+mfve/tOvgNy/K+T/E+Xxb7ELRP2I6u17fUxJA1Yqm79jL4z/YaLplOE7bv3wT6RgBSfq/aH0XS3aG+T+4j31mvbUCwMTpKCkAkrI/mGw7aRw/+r8LIb8IdxD5PzgsB64r0PS/UDXJV35g+L8YcU0/j4sIQMHtB4a8Eta/VnDCcTcID0Cp+lVtMr36v9B6rQ5kePE/DN9lNhXI9T/aTjCEp5jCP2BupNzc8P6/hZRrEZL787+7EDJTDlHsv5/83F57Cg7A9AzzMJVEz79uI7JyVsbpP35qY6phyuW/KETD6gF05j/s3PwGnzvhvztew8VGMMa/5zTWKBK40L90UPBRH+DQP4+e9rRKfvO/57Ga0dsu0L+GLrOPK0PuvwiEXbiAgOG/VhEdRdzA5L8E++PB5xG4P3QteaTd9um/APa+LX5wyr+ojWQnls7vP+tipNXru8G/YJa1K2M/8r84boGgvPqvP8NPHLJyPOQ/Smq+TLjO5b/2rBQgmakBQK4+867U4/e/KsRZjzzxBkANHShR1J/8P/MlbrYdJuc/C8sKUQrM/z/mxU8ihj78v7kBCqaWpuE/qiJ8mQFz/L/wrTn60wTQvwu3QCRFJ+A/YNnvTSWz3T+0gRGAVnL+P8A4/2i0m6c/yP9JVQ6t8z/OEL4unhEGQORxgwm/pQFAtxUwk6D5/D+SmW/YHEPUP14ssTXptgBA"),
    },
    gradients: {
      x: f64("ksEuCXBW+r+gQS2xzXLZP1HwZ6/TIcI/LhPRx0LFAECfRXZG3tTxP1aCNKcvrt0/qk/ErVyX1r+30g3t1VSiv/a9bJGwAADA+4bwZlc36L/i1zURcVrGv8nhkuoqRry/PZjEYqpRyz/psEvh1HrnPySnTZlr2Lc/h9hB5j3f8T8JTgvFft3gvyYibGHdx8Q/QKf/FlorXj8N15OptSzJP1iPc3BvvNS/ODY/6C4fqb86mCwuntfEP/SmRFrkWrQ/qTSAk2vtyr+jivUBCzbgv74L1k7bFt8/Ov0goRcgzL/iXVctsf/TP7RCqiPtdKw/mqw+6eJyrj907/pG3gXCP7AZMoqaLMg/xL1aHeqI1z9KY128N+6yvzBIhlGNpom/8i+DEzft2j+8pk1VvG2uP4ZT1fnZorI/5qnpmossnT9aixEgtDflP2RkhWLedOg/ce2YJgi/4b+1LbAvboTwv2Lv4rp+N80/09/A8zeZ6r8IM1sIdoPCP/gE0DTkBfq/VT09WlLn0z9zPVRa+hrivwXdE6sBytY/Mk8A/+fj7z/Hw0s84O2lP9l95kixPc6/WwcZvUId2D9B3mZ+IWXlP53AkkoIAOO/6Ov02BNt5L+C7MfBOvLeP0Q4YYyAVde/qlYOX7WKqj9DCaUOdIPhvyMy30Pmzb8/iURdC+jc8T94e1xeRbGhP6CQau9+h7Q/VYp9q0pH5z9ri/BTy6fiv/76IKDD1O0/+Pwril8AiD/UozWia4HAv7xf8z+t/dI/mYY3iXfh5b+G4mEpycLCv4aM1E3rSfC/paShZHtz9z/4y4MZBQjlP+IbEmds7cm/BEIa1V3X6j/69Yhe11jOP0aOa1+yquQ/cCobfcSGur+btZMfnyfXvzdtMpOl0bG/ANqwV4kZvT90rIwTdJPcP/7rlZ3tXu2/7s6NVtFF1L94ISB3PiGgP94uAPDPZ6A/SBhgf0UOxD+A6I2VSdFYv3NsQCURPbk/mRSMcrp3yD+ZnzVSXNDGv+7h2Zh7Bsq/YA+lXt3c3L8ylUL8c4mqP+AziUPOuME/OnS+J7Vlsr8kl6kzrmfuP2a41+7an7Q/8yrBHqc+xr9BtaLxhqvnv4rkQJq+QcQ/kUCFmv/zzr8ma2F20fjLv1LnPY9gurk/jH3Nde9Ktb+H/Pf2BBP5vwLq9rnkUuc/0FKa/M7P5j9OHj5ydzXCv1dUMIPzTec/MKqSrOD127+DfkNr0Yf0v56HVwcCNdy/7YsuJ/1P8b+sG6EYixX7P1CzQdn0X8k/"),
      gamma: f64("KuzngULYGcDgE4PPieItQJURqWSuMRHA"),
      beta: f64("AAAMVQMMCEAAALB/BtwAQAAAANQHqwXA"),
    },
  },
];
