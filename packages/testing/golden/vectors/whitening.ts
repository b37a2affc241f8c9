// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const WHITENING: readonly GoldenActivationCase[] = [
  {
    name: "each sample",
    shape: [2, 4, 3, 5],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "groups": 1, "batch": 0},
    inputs: {
      x: f32("Onf2P0sJqz+uI5W+WJs1wG7njUC0toA/ddVLPx1vHEAOuHs/6MSjP3AOGj9Cupo/8UzgP8b0Xb4cZS5AWTjJvxkhEr9UXBw/mhO8v58u2r+066G+yBRDPxjKQb/lc8m96b06wAcZOz+k3QfA7COAPx9dvD8LR++9pYcdP1wNJUAVPDpANbLGP4l3LL+DhmG/i0wdwE8yXEBJmvW/mnBiwBjUtz+/EYU/ZcgAQL06pL5QsQe/etWEvt/4REBEZQo/iSQaQKMKCT9wd9i+yyiPP587fL6eE+A/m1SRP1Lv1T/txJQ/JvUhQHKKd0AEbRS+MKTBwMiT474bTgZAvyoEPlz2gL7CwMtAsMECPFb9hD9DB1y/vouJP+E4LcAPXi0+ofmov9jvHz/Y85S/hnGeQL02rL2fgAu+gSM6PiU0RUA/MCbAwE3sv1kCoMBfDDxAv0HdP0pt7z4Xzee+11caP1ZSKcDT8kC/KzpVPiiElL/zoRFA9ymxv7phRj+AkfQ/+XW9P5203797n0JAr+YxQPuOQkA0JxPAMjxXvWeb9T+4KQlARi14QEKWUMBPUqs+ifhlvW1+Qb/CQwhArMrXvy7LOUAaOqG/0+y1PzhMSEDc/tk+CNeyPhi18j6eTSk/"),
      dy: f32("1IOwv4MHrT8vODg/IMTCvneCrr/fFo0/kqrxPRcCnrxObFk+RLX5v0uSEb6us4M9z3SSPkMc5r9w5a+/9XkBP0H/UL8stSQ/RsAhP/3Caj+kR+E/HQRcPzyXWr/iLz+/JwStv26ng74Jhdm+Zwahv7QVED9+otu/FeBav8z2jT+5VPU/YimVvxPKbT+dzoK/qDsLQGZRRL6xkko/9pddP+q7mj1iJjw/Tds5v4H1dr8Jkoo+P1xivw6bjL60ykY/iS1Ov56aIz/7k7m/LjyWv96/jr8nCNC+An5Av5s4fb9/0ZY/t3xPPwmLXb695te+3nnjv7d18j3/X6M/gIK8P15Ieb87wwzAI4fRv5auEj7S/os+s+iHulz4ML4j1Dy+AuWaPispG73XLdi+TQvxvXJ0dT+yKI0/zoj4vi6ZPT/AWT4/AjoBQC7Juj9zz82+nOGovmoAlz9Zo6s/cSvNPwo/Wb9UF7k+sbH3Py2OVb9Mzxa/8hhWviqZyz0YvQZA6X4nv9i5wr8A+bm/ee1nP/Sarr95MZm+U8QLP26ph73XzaK/AOywvxcI5b8ov9G8Y+CpPnBiFj/Y894+ikrYv5/pP79T6o6/2OBXv6EfAD9nPqW/KElZv6gtgb4yQSy/"),
    },
    outputs: {
      y: f64("9sLsmgTfzz82Eclw8I/hP15aDmhsfPC/MeMKM4SmBMDsbff9kvoAQAzjvpSohdy/DkaqU+f71L8QaT43v3jnP5NkL5WMbrW/+vgJD+/0vr+AJbH49vbNv/g2SbnvSn4/DHWz8px76D+o46Mijxzcv8DSu7s2yeo/nSUWWHGY578MtXIjZ/Xdv8mptNMaxOo/6LKOlzlG878P4LBpswfqv5RC0i362ds/0jxl3JPo8z9rAln0E7XIv7Q/Jg6Yvtg/UYQ/FFq0/b+rEyHMBsPsP/jnMHlIRfe/sjL1p08r8D+OhnRaKSD1P3n0JB9RDOM/7ebn1NkfzT/ym9TQ+ILyP25SdJchMfM/IAGQbhZ94T9evMCbDOzVvwFuysyatuS/66r1rO5y+L8F62NHo1H6PxwUi9leFPO/OuhWrtN6/b8sCBMNqtTdPxESVEm7L90/MLaEn0kV6T+PstdZCDPgv2dHVF8xCNu/w1rRKpsb8b9JDlTOp1v7P1JAluhF6fC/2HspBrGU3D8op62OZJbBP6SrxPo9Avm/Freim5Wr1r+Eca3hJyLxv7o/WkmS2tc/ylg1Thh50D+g98xmghy+P6iopDS/vsQ/QYnt8iMy8T+uBcKuaab9P8CVhp+MRvC/bJvtUTaM/L/EDFrONi/Sv4K1tQney+0/hUtUCUFr0D/EmhbebUbaPzCOhFBStgVAGN9MJCLZ3r/gsKLyhPGqv3POjd83mbu/I3D56Eql6T8TXvg8Tmvzv76qQTgrMNA/D8LD1hfb3L9dU6DRryXNv0hjkoLybui/LtWRMVAX+j9JRG2zKn26vwv2nplmCMc/mUHa550L0z8Pk1J4V+P3PzwZkj1+v8e/SgmhKIek8b+30uVlYVoAwAM3i0IJO/E/T2G4FMBv7j+vYni/yXrWvxD9dB6TK7U/TZo0LScEwj8l4h+rypH1v2/CYLJz9ua/k2bFqhzw4b8rGqJRORPwvxHVytPp3eY/x7efBch/9b93gxO1zsTQv3kiQI19ttU/y3oN9oRI5D+zw5WPi3j0vy5nCVLFuvI/XZ+mtbHZ6z8WANTUdGT1PxsyJHobs/2/ePb+mXcH4L9BkxQAb5fqPwJMV80JJu0/HUTxn99O+z9pD/EdA4EAwPLqSq5jsrK/lN841Tf7zb+k50YSkavjv+ZuEQxyZvE/zq413Wiw9b99X0s8Sgv0P9i+4lAFkPC/ezuV7g7L4D9hBu9QNtnyPwop0IKVeKg/iMF5FreIwb/R4rdFHI3Gvx+H44ac2bu/"),
    },
    gradients: {
      x: f64("mA5aIIbJ6r+LHmfF0RjmP5bEQWhcfeg/6DXi1jOB5b961xwOuiHTv2qB/cMlS/I/sHLBZ85/5z+IztuYzVrPvxZB4TWireQ/6p2C1UAJ7b/QeY0PVg/Av6aeYOFId9Q/ajze3n6f1j8oGQWcXpLxv2hp6HpgAt6/0pZ1u7y74z8oXu6RP4bNv67/SoRYKbs/WFqRkTSa6T/c9MoNh3fvP2vot7rjg/g/6g8EY8Mm4T80kSdrGTbgvzimtkmUsOO/ROZQnxSd7L/Q3CfAAnbBvyGH2IsNING/nAmFoWbg7r+Y6bXArtTjP1+LL1pOQfm/WFey7xFg4790N4pysTTXP+CwIGWizvM/bQ5RfS1M1r+IdiukVR3Kv+mnHtTVkeG/jKdyqjY/7j+8QLK4ZSi4v+w9AKhtMs0/YG9jQNd1vz+g7qdd8DyRPwRwZrS/ys8/aDFMKm6t4b/OvL8TzoLpvxjfeNlDiYa/9s2KPKKU5b97R7sWodXTv5a/zIFx/fQ/gkQCaiT757+RyavEA5LUPxVRaTvETdi/QudrxAzeyr8IMjxWcCTmvx5LvUAkX9U/hfc5ORJ/3L+mFSmf9bvgvwVSvq4kb/I/DF2ImfTJ7j+5jrjsvHrav4qxixcqNdQ/QtO8HBDW7L8MC3ByE5LRPzfu/CRIlew/cjPkyUc36z8KG/SSp9W2v8e+DDZLMPC/SrxclVak5L8vaZbbDYnUP5WnTNGytsI/Ph1/pOZbtr+O+d9Odia/P+Rc5IzbMNM/o3FsX+642z8nF/GWOQXYv7axh2bVds2/dWAczAAm3r+EkaILlG7KP8wphEbc8eI/IC9HSNmbib8Yu1na8XnRPzY4MPI9ode/gFkxmf9hsj8Q0kaSlxLZP/BmPyqAlNK/PwGrPwJ72L/kIsijFA7RP2VIeUNbo+I/VCpUg0PA4j9eRy9UOZDxv3Iw89PYMNa/YOHaebY58D8q1Z5Cmtmpv2HamLk39tu/yhQnK+dHxL+qiADaWzqpPwh0RN4Pq/I/+Hhl+IwXxj9xGvzP0yXuv7p3AlHI6OG/LMjG9Y7P4D9VzyrId2nrv5b6q+lLE8+/K/j4ZlIw1D9gxbaN+DfbP11xhNln/tq/5h1oNAJ447/mmMYW+GHGvysxn0nWRtQ/1oZuXmCG6z+FwUZ6dk/qPxA/le2SN7w/6pt0MvST5L+gCuw95nudv6jWqgMa99C/Xs0dthRe2L8xIjpTzIjSP0DVz4qQW4O/wIrcl9gumT+AFKieh6K4vwSoxGCcxcu/"),
    },
  },
  {
    name: "the batch, two groups",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "groups": 2, "batch": 1},
    inputs: {
      x: f32("wbCEvwVACcDqPqO+rRVzwC9H+j8+0Ow/+R0lQNKCyr8Mhy092g4GP0R8O8A2zay+NvpEwJr37rx6esq9vaxzP60pvz+QKm6/zc6yv5rGa74/Kw3AMTqIQC79McBGM0JA8pbZv5F6lL+zs2Y/0i+Rv1o+w75d6ZK+Xcx2P25KIj/7tAS+/TrpPg2Zq79O878+HXIBQOkDK8DYgGU/In2HvqyOBMDK1oZAFO0zvGY1CD85796/JxENPx4oBb59LwhAeBQRv0D9L8AJoRo/oR6xP8pY7L1Hmwk/T6SFwLAfIz8lB4pAFYxdQDa7jUAV0VlAU+TZv1DPqz9i2SNAwQEUQBAcZz9HpirAu5SNQMtCt0B9DB4/S5Dnv0OmIEDuifE/"),
      dy: f32("bgXKPplTfz97ZqA94uRxP/lRpD9kMJ0/WGbbvqeG2T5ZeBm/j5y6vdy7Vz6HexY/Qq9IvpPbLD+ZWG6+kcm8v1yrDb9UuV6+d3GAP2jeMj8Ixgo/qKrfv7OqCT+Quqa/msGcPh4DHb/NpQK/Fo+6v/wOAb7+XvY9LkArv4wOb79EvGg+Hpi9P0K4gj/pSDk/uh+PPTwVZz0Viuc+2qqoP4lXej8qYLY/yqHYP9f7pj9G9am/gC27PrhTpj3UrnI/NnS/Pi8F9b8vhiy+mxmDv1kTUEBX+wa/NpqEv6ZFNT9+yDG/29vxPqnWnL7/5VG/eDngvbL5Y7/RuJo/bmexPh+gcz+c0Xq8hLVHvs1dRj5uYzc+KLh6v42lrD2pns89"),
    },
    outputs: {
      y: f64("7tU9djcY279UISu0S1/xv+gnhAz9oLk/+B+Ea3PLAcCbAYejGa36P+6p0cEUz/g/oVLQbhms6z8Hu5x7VQLuvzOpBEsCmdC/2Bs4Zr/ajD9FKuhkN6D5v8BGH0lqvt2/mwHgb0Uh+r/w0C0u7Z66v7syrOOa8sG/bpMO1TsC2T9xsERe4AvlP+a0Jc95t+G/ss1V4w4w7r8t6GsHnwTdv9BxXNi8efS/VHq4RBLJ9j/pQKXJGE/4v8JJLIyeKu0/DhVK2xq+6r+LG+jG9Brevys9txWMSe0/DC6oh9fN3L+fGf4qnVu1PyXKooT9h70/mjY1ERymxT+sHB5OfW2OPz4P/RTH0ta/8ne1489QsL+wKediMqTrv3wswa3SQr2/dCr11ceX7T9BaSzTHNv2v+kFdu13+9Y/qLQgMstazL/tgqKk7wryv6LqQbODMgBAxWtxOyIQ179qxAZG43HBv3kndgsEXPG/qpqkgVw6wL9eAzHxsWvav3ktujUsJOE/4PcY2JbHhj+smT96N3X4v/9lgOCsZeQ/C/ZQlGC/8j920BMQAwjEP/A6IshngeM/bY4qWjjRAMDrAEdB2/+mPy19Qdj/gfk/bGyXLuRQ8z91m1fgpob6P+KprKfIJvM/iWlBl2IS7r9x4LCZW8ziP4k8CV1rHfM/04110aEa8T+2AqnNalzXP1RthG/Cy/a/CavrKZrg9z8WO/EeEVAAQEEd5WbB4bi/pSHbp7rL8b/tyNvJNTDmP3Xq9cM2jNs/"),
    },
    gradients: {
      x: f64("bP6K1STyyz/gS0Bfb03lP672ih1AH6e/jF9Rqu8+6D/eFMO5IJTiP0z12thVqOE/21iM4hKfw79eTVsZ2N66P44pwx+rCtK/Z6cyP2Dwsr+WGkAxzLmMv7QGQYnZfcs/Eb67emZUwb+qwAJUtRfLP5PTQMEd5tK/1lTtPn8R6b+4bgJhWCLhvyrY+XOEfby/Zvr7B2s/yD9PFszr87TIP6OCLJ9Usqc/Gunyri8F5L/Y6qLku7GwP/1gdOVMQuG/7Ki81gcIyj95WuHKvTvcv8yXsipaGeG/eKgWTNPH8L+IjcrhG/DKv6LWVqdsl6W/QuYFjFMX078DlF+2N9zZv3tiGhP1H7c/9x9FaJtC5T+xWuXbiHPZPzxsT/9ihNM/Sn+SvqFgxb+UpivYePucP4xgpNO1b5Q/WvZEmCIQ4j8XllW10Z/cP0kHYYbH7d4/G3UWpIqN5T/F3zsrO9TZP6ZhXbXmD+a/5luNf1IptD+gROiekgi+vzr+rw7DRuA/XlL5DbPexD+aAl5wFK3zv353dzxJatC/APOsyd7d7L8+TF6ldX0AQK01BtXMct+//4zkeKWc4r+9yy/n4FfVPwv88xsYMMu/fIeKxEPs0j9GhwOwY3y6v5rUrTbRH9K/sA/S6YX9iT82OLr4Erbdvyc2wK5Vhtk/BzFzH5JYt78p5nr8mtfYP2TDRf0NWp0/uOuECUl2pb8hOMtIhmHQPyaUZcGSxrQ/kJZ5CwY94L/+r+TnljOyPx82qLojU6e/"),
    },
  },
  {
    name: "rank 2",
    shape: [7, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "groups": 1, "batch": 1},
    inputs: {
      x: f32("Z8J0P0eKhEDOuCLAyIwev7CsJ0D92FY+YUUPQNV9RT7yHirAViuFQCqnCMAkPUFAmXJFPuVoiT+BkmjAeUGFP/1mVz8RDI2/ckm1viaoAz9pdDPA"),
      dy: f32("MnqeP/u8bryMmoo+CBSjPq9CZb+xEjI+Bt7NP8Mu5T44zCG/uHyQP1WNDT9fSd+/j4V3vgXPhT9KTq8/F01sv8C2ir5IuOU/dkKTP7AVej9MHRi+"),
    },
    outputs: {
      y: f64("Ctgb9s5C6z+MZQSpoj0AQPorAFppkNa/L0b8AmCh9r8LoAs/Gl3qPzWnuHJ5xvQ/AfwlBDPM8D97J7bwMt/av2WL1I2mo++/es+rzo0A9D8mujKeRerwvxkzbLem2/k/lVXmFiCR2r/EqYbtK6PZv8DSw4xop/G//5/RPaspwb8qp81VK8a/v7Pg/1RF9cA/6adv3UoD879mpN/MJEXrv+hlLVXlRuO/"),
    },
    gradients: {
      x: f64("7HGh0hSpyz975HVggS7WP8ILLKENM7s/gCHzEyrq1T9jP0V/+QrZv7uvEadbMp8/Noar7hA72z8gyb/CHQGNv5278FQ/i+S/Yn/uF96J3T+g4u5wHWWGP7PayEbbltq/JIbOg7mV6b/KUQHKM0zOPzZkqvPh5d0/3lstevOf+7+K3ccjUHLjvzbCGcut6vE/6iYdW+dJ8T9F9OyD3s/aP4WcESmUUeW/"),
    },
  },
];
