// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const VIRTUAL_BATCH_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("cD+JvwhBur/G4Jw/uU3tPj6ivz/wqP4+aKA5v3CpsT+sT90/gsmkPs9GYz9hmt4/skSyv4H7rD+WWeM/19C5P04u0j46XvM/xO/rvlv/FEAdnOm/syDJPv34KcDXMQZAAkwgwEcpO0Cp/UvAQx1nv68Cw740EG5A9npPQHUxuj+lbnA/fYuAv147AT/9R86/X/QcQNL0dT40nKu/XHojQE2dQMBpjq4+oDDKv1YZ2D8PJzDAALJuv013vr5CviK/OnQGv16uBUCHpIW/chf0Px0mEj8ZDx2/IseZvuPBrL4Kl1/A1lZQPkOLmcCogkq+R/ObPxNwCEB433c/5HLrP0VeCUBl76m95o/vP6/m0L8MqARApyBDP1wHbT9ZbeK/"),
      dy: f32("/xoHP3XYn7/ntAg/HHyhPkwGAL88zeM+NJC/vkXynruoYaW/zhdHP5PXjD9WjmI/u0oiP0vBAb7vtdm+Qqa/vXZt1r7tRGM/koTjv1GSjb56jKC/3dXdv+MKWD7uGQM/vSUiQOzztL9kYrg/WBYIP4vUiL5w7wk/N2pXvjnTXL4CHfy7jjzJv6Vagz93FqW/3bSaP6zb3r9HV0a9NoPuPoTGWL2WijM+YvvtvsRjwb6ZbZi+6gGZvtLlWr/Z3YU/8091P1MwCT/yYqy+XrkVPt7lhj9WPVA/+vgnv+6y2D2vqCS/OiUYPz07pj3SGnm/+K8NPrx4VT/CHzC/CFERvztYBT+WbQFA1WtYP4R60L8bvNg9MoT0vy98O766Tx7A"),
      reference: f32("SyaJv2/ErkB+b6Y/JlkmP+B/WkDCiqA/YwUMPlXHBsCsddA+b+4CvwETAEB45opAdI8DPygEq79mVTq+mGX7vpigAEDvPmg/XZcPP9nnXz7YvS1ACxCyPmBvU8ARlP0/iuMsQOfRCUA59YRATkmVv7gy5b4mVO6/XayYwHD0479/qglA0Iq+P9IUecAht31ASy6WQGrQWEAzcbU+lHyxv1lfrj8ebPI/1jc8P2/Qrb+vsZA/2dcWQEVfcD/7X1+/p8gZQAZK9r/fUN8+i+Eiv2riMUBUKDfAISDMPrawaEBF0Iw/K/xJwK7mUD7ZC+M/Lb2NPnCBIUBNYgXASQwDQMUCkz84DTVAKoe/vzGkK0DK3GFACaUZQMXeET8os4NA"),
      gamma: f32("xZ7NP7RQxT9IQ20/rkT1Pw=="),
      beta: f32("/8nkPlHmC8AOPEW/kPfSvw=="),
    },
    outputs: {
      y: f64("AvOOjhNT778HFDoCeXf0v7StmQuUWOo/c3YmYMnfzD8491FhkpTwP8zNC1d+I9A/6H6N353aB8BmCFUsIsD4v2Ti4X+vC/W/iTfXgq0qAsBctdvhSS/+vwS/LKKd7/S/PpHEowFAAcC8MjDagxzivytPg44qeNS/rGzTTYpA4L+PXkRQs8fxvzg+Ltrzp8+/q85ToX+mBsDAflqnm1eWv7SnLkqQ0hDAlFTgO66K/79FzmE7hisUwMg8SYz0TtC/plzYBgNj+7/HSgIIKmz/P0wb0a8fZAHA6M/FBeUR5L+QsaNylIbRv8YGtIvcBARANGc72nWt0790NF8duaH3vyn43ihGB/2/yln+nyWwCMBfIG5GxMkAwD6AqHUK3gvAEEuR26zPrT/d/Qs2WAzxv+VoM6ud5f2/qOY2WQopvD9Senbu/boFwN5PgIe+OvC/kZwnaOU8DsAIZ79aCV3evySIp2Yf3RPAJSO6fD0ACcCALy73ZXcEwADOoDCqmQbA4ixb4ZHD4r+7Fbc5eE73P7YSZ6rAve+/JZlCRHUI9T896V8c6kzRP9B+Z5ju+OS/zgOfxEE7AsBro11ncGkCwFeURYzA4hDAPCWeajSP/79viQdrcQ8UwAvu+I90uwHAZvSIYF+f5r8cmkn2lafEv20UN4YaZ+u/ue6gWROB1b+YCRq3DYvDv0hSKdZIv/e/DIWIXWWg4L9ZMBUvrAARwOjjUFW1itO/PrfUWyQ3+7/DN7jUMm34v/g/0bn7lRHA"),
    },
    gradients: {
      x: f64("02sI5XWr2z9+46m4npzuv+L2vv7ATNo/3CbsFjTFzz9tp9vIYM7ZvwOZmqyhXNY/iZP50xAc0r+aBTJgWFKiv+r/sGj7Ie2/IfxMM2TV3z8KulANceXmP2xtNH2/K+I/blx2SoyG1T+7Iz205N60vwDbno64D9C/B1LpJvx6r79aMR6L/43Qv3z+u332WeA/o3gQva+T+L/KopQXPlnJv0KtgBhRkO2/gK2u5LG2+L9mckWrZFTjPziBMif8i+M/hJJT9ubm9T+5xNuXvwHsv+WpYV9YZuI/ujGoJSTnwT/aAqvc1AbXv9kGGporTeA/ZWwPCb3ywL9ycFtyjMG5vxOqa37lXac/LEAPFJAS7r/9xFTMYGLnP/OUg4SFxue/JYA3Dy5P4j+bifWL9NTrv/WZMmeHJJ8/ip1BSIObyD/TsIX/aRqyP8ZLZoGd5bk/IK/FEs9V2L+0utd7yWXWvyioE+ONYci/0k60eC+mzL/zdnIdj3vpv/uNbaeXGPI/pvbcRCJH5D/U9YYjkfLUP5fDKKwohdi/MNUaFqiYlT9kIcam/PzmP7oyKxVcoeA/0YAcJXAL17/yMR3u+466P7Vy538z1tS/WW+HtKVe2T/1GfO0Ex/APwGBvx4OuOG/ANar3s2HnD+M5OdZsCvdPz6F95wPBt6/IK2IlLSo2L9+mOXLGDjRP3p61SjsKfI/1c7JWf/s7j+GKz1vG+LxvwG0+oGA2MI/YdjkaGyz/L8gnkZAlEWUP0NwGkhA7/+/"),
      reference: f64("em2AoB1z1b+uqnxksRXFP94eQdOUq8O/LvNMNYMKyr8459lT04OAP5+jFwoGH8S/iQo8I5xRsj9QVJ+xxbPBP8g2duM4QrA/xuEHi8xBtz/wINq0cXWQP5YRDWHNaqu/53YEXUBlsr+muvNcBsSwv6jUR19PyLG/+PxNdZyCsb/1691Sn7azv3L+Oxb0vbK/eIor0m564D9lRHEknRPjP3A0YgseK3A/ePnmUKgY4j/uGD0Jxej2P5KjxCPTyMY/6MmPeHPKp790FmeC9KC2v7i1aLWnk7A/BT8n1Pvp1b/gBCqeD2XSv7EJinkRUtm/KzRnuLfayz/ee4zk0nbAP+SmT7F9yIc/Ye5Z8wEKoD+XjvpDZ4HIPz5SAnLbrqW/r6tfMc0Ttr9rG+DZYu20v6u8edRFQbK/lMcLz5+4sL9/dIVFliSzv5zckwZ9nLO/3PGMGT5P3j9KG0Cv0gvvP++Pk0oOT9g/yia38c29tj8kBsAvUzfbP9LOk1h6XOs/+Se2HSa+sb90a9KBCKDZvyCvgcUmIsy/XZmGsX9R07+UGB/Lnbukv7YBrmySN96/lCLtartSsD9W7ACia62gv62oj8Fw9aU/giTJ8MuzxT8O0WpOa86xP0KY9FgqY5c/qlnYq8gvsr+0qjGpeyq0v1t/ZlZQG7C/BeUPEie/s79euoR2YPSyv6QUC55cb7S/RNd1e2UM8D+0/Fl2eAeIP9cy0UP3Oci/JtM5Ly8VtD/r/m2KIWngP2ATaY3fBNW/"),
      gamma: f64("bfMn+o32GcAjZk1AYWQFQD3A/rkDTuk/ZYkDPw3+I0A="),
      beta: f64("AAAA5EtuGkAAAHCxLlkFwAAAgBoBzAVAAABAn0efJcA="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("HZOEP6FGKj9K1TFANY7GvxmKOj8dYlTAD6/zv6GzzL4dKxHA5kgTv/cZqb97DYM/0wR8QNmIJ0C30g2/ZmkHwM2xKkCFCpW/K3D1P1Vpir/XbP8/+ey2PxLcGD8SVrk/cxFxwDTsFD/HSDU/FJdfQDezs76B6BlAeCPsv5wcIj6JDBK/Jb7rP6g/vbwiP46/iaLGPx6DScASyzbALGGGv5lBDj7t+r0/Ey0mwDoHlz/kYnk/sSEoP8ArHz9PMDdAXu/wPl9g+b5ZBc8/q5Vwv2N6Qj69z+8/26QSPt/Mnz8="),
      dy: f32("Ni27v9309z9DT/++6/+oP+i+QD5TxHm/HV97v0D0tD+b4VS/k1D1vUlGAz+QojE+bYhnv4JVNj/gI/e+bXZYP5wMMb90hAo9p8sUwAaDND/jOVI/uJvUP5jsqb9c3TU/LU9APwkhTr+Nb4U7JWk4v6VcAb8cpD4/c239u0/cgb4w1o8/uF2Hv8nBlT/L7WY/yJ2IPpJrKj/Wb+u9uEAGP4vyoT8bNaK/lywQP5V9Db8S/lU/DXYCQB84B8CJog4/iZcfvi6VWL8BUxa/xsIOv9cGyz/0lpA9DP8iPzOfmD4="),
      reference: f32("YyT9P5da2b/JFghAh6qvPxD4dT9qpRe/nhUYP8EqFUD58F/AXt8JQBDLBD/ibKRAqzwkvYT4U0ADcUVAQii5PyYGoj/sHmRAQ9ZKPxF8TD9Gq15A9T/Pvyf8VUDgFYi+3mg+QEYiFUBMZMo+1xwjv6zioj+IWLY/UwVHQLq6Y8B5USo+un0cv7oYmUAsUqg/DzaevmYrs7+CHTI/1fyWP2BLdkBrWEi/7TZvvUSQokDHBr4/aUYKwFbVOb4agom+KpUHwFLNAEDmokA/lDZ6P0eIlL8eXHU/FHoCwD+1V8A="),
      gamma: f32("6ADcP0APaj6U1es/H0RHPg=="),
      beta: f32("0MvYP/UPlTsv9aG/kD4+vw=="),
    },
    outputs: {
      y: f64("E1rSDWVrAUCeUzm+bND9P7iyrOQ8PA1AAHA0lZ5Qjr92B2oo8Kz+Pwhnt7fnMvi/6OCJYpYR1L/E7pbF3ynAv6z7X3iVx9S/OMG0AZyMwr+leStIiq/Mv+s3wsAVfpk/kur6M3Bl1T+JBj47r9nIP5pnO/cIgwTAA2lUlKgHEMCEmLbsSXDaP2ZSUaxoBgnA1qnIAAjn0b8heRT0N2kIwLAsgAISk8q/8oEI6mmb5L+i7kJPpUPnvwN3HUMEjOS/sDugeLeZ8r/7GxYjOFDnv0+qB63d6Oa/CdrqfwYH3L8t/wMFKePoP4doC9jnGAtAkF0rIY9g5L+0xUo81ij0P+5IK19OPOI/eRzk8fjUBkC24dT0OmnxP3UgtxvmLMS/uaYS1Khqvj+gJJ9MRJ/Xv/1+GXbZrdW/TrXfN9lbw7/Ubpe+uIOcv2ZiZUKynrw/eo0xuqf1EsAPZOg6r/rwv23F3hSaL/S/9pvapAki+b/UtsgFs635v9AUpgZdfOI/jmb7Le4I/L81e67sgRjrv1Ee82EoMOO/YmpL9QDM7L+cgRbUR43ovx72yky6OeK/yFffYTe66L9ZxGuBCJPkvw=="),
    },
    gradients: {
      x: f64("CzI8Y/yu8790tc5PmYP6P14kkPKpcdy/TQ4RZSnH8j8AraumD0PGP7RthgkwtOe/sbrDpNGs6L8BMOOJ6VHCP2UfE4BGO7m/gZ9h635/lL9HHwlrd3mnPxzRx+y2gYw/LYgvYNxuuL+EI53xP+yyPzHc/xQYgd+/MPdNy/0t5D9jIHClewjevx/23DF6k6y/QviroLI7AMDv1tNxKD/iP9caTmq3SOw/0sxQTqKUxT+lBigzHQrBv9+HQmzY5LI/3wabaK3JrD+7rG9H77+0v7joI8g+Oi8/w6nuGXz5rr8Nb/2Caarhv/50KCoe7eU/KtXHcncmvL+c8hNP13HTvyQfkej0ju8/qgh0gzuE8L+hT3b5fqbwP3EoT/lQ17I/3iqL6op5lz/lxv9VPSSjP0Whwec4faW/2Otwqt7KoT815SXxVFO+P6mG1o1pf8G/gHC/LpT83D+k7cGSkeTiv2xvx2wNUeg/EvNYhKvX/j+LasvFyO4AwC5dXdmhU+A/jkw/askjy79wH0LZx/65vyCOoIpb7LK/yJqfk5gssb9qBUoh/XHHPy+JhpUZeWg/Xh86SXJdsj82MhVqVUGfPw=="),
      reference: f64("Oku/ORpoor8inqCSArilv4qQ9/vLRaK/GLKf87nzor9zdry7qlKjvxopNQnzuKS/UqNfp0Ono79N/OWe9Kpkv7K7rFIgn6e/6GYosal7b7/Z9US96XaQv9vibkOL7JI/JMoHh9G+lL8FOAe9UbxzPz7ye2w9gcU/3nPv1PcKpD9kl7Zg7IeZPzV7BtKZVMo/zMERFlEzib94z3wQ7imIvxa/UWwTeck/TdVk+A2Whb8Cyh6XJPpsP+fHBzCkcnu/nOQF6cZqZD9om02UgrhFP8gviPBDxHO/Ukp9MUHDf7/CsDZZwgqjv/p/oEGw56K/9q70i/hiob92BYHMHGWnv3SDYM/vCaS/Ni+ip1C9pL9EV4JCYMGfvy4JTeihuoS/0xH8fy3Olr/zO5icQymfv3okkOJwN46/1ehhC8TNhr/+4xlkqxWCP5YMA3bxbpq/yhBWlTtHtL+qG0HMXsvUP1wXlrcak6U/Up3PXANNz78EgmTjlcG2v7aY9tZ5gri/sGYClJngzr8g0XbrBDwvv+bFZW2lO2+/EEuWD64Bar/eolKN0euCv4q9+UF2cmq/oFCerwkGiL9VomaSocKPvw=="),
      gamma: f64("aJOEi+sxuz9BqlgdoWIKwGpLOhJTFAzA9exX2WkE9b8="),
      beta: f64("AABAY9i45z8AAACXdZYJQAAAAADob7Q/AABA4/b56z8="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("fX7rPzTFar74+B5AtcDPvG/2ZT8d33O/VHenPwAZ2z+eV0BA70grQNqt/T86bCk/qJcDQG740b/XKzxATDlHwNsMiL9q+yrAtPWBvwOnAL8="),
      dy: f32("vigHP6znRb+DCJo/pS53vtnjcz6WS/y+6Hvfv9KLZb7mwZq+wdYTv5z7575ufdy/jmiLPYm3mz1sB8u/mV4Hv0QGqb4pkdq/5VyTP/QW1j8="),
      reference: f32("EndFQO+aNEChz+I/nQ2Sv3yjrD/2JOy/a5R6PzAwnz6jamfAUbK9v3ZEMT8V6PG/Vg4FQB9FiT+t9Q4/ffmIQCp3gr85as4/xCO4vUriKUA="),
      gamma: f32("mvhyP+S5rT8ipYg/sX0nPw=="),
      beta: f32("wGfyPptHqD/v6Ns8W/QUPw=="),
    },
    outputs: {
      y: f64("hguaPoB97z8yJmtbT6frPwvVkbILMP0/4lGSiqcQ1z8Yt/Ry9CLlP8oqxHQ/Edo/KzcsPWBU6j8syMawj7XpP/9rmSPJYvU/KeGMZ114BUBdHVD4dWj4P9pZBIfQH+E/zkQbxgTe8D8AlWrAm82bP9RQUV2z4P8/8A0jW6hV0L9AbbjCRWedvwBFljt+Xtu/ajcJHsn//L8sL31mnz3PPw=="),
    },
    gradients: {
      x: f64("HjlRygc0xj+E5xXQ9WHgv+m1FAllneE/PrPINHTMrr9A8Qk286a1Pz17Ny3Zw9K/43STUoPJAsASj8Yyr5msv9DjTO1gMrW/BgnklHj90b9u4IlYEPPVvwv1/E/EZty//HApv9BIlj9AON3IW8ujPxVjS+zUxt2/Hw0lrFlEs7+HEOhpwdm7vwtuHQjPieS/sBxMSGCh3j+GZXhUvHDZPw=="),
      reference: f64("ErjJx68Vpr/pLFSTaFWlPwZhVmGZ7Pw/mGhJWbGFoj+OyOUEsHCbv63g8sO53+M/7Ko8AOhl5j8qyUJ6scSmP2QG5p1aYpQ/SJzKjqpu4j9YuXcuMjLTPx+Nk8wQVaA/sI53scY8ob8lBw5YZJHQP3hQkztH3bw/FhBQvzwwsT+AdxPOQIRyv1wD5tIrjcg/rQIaAvJe6b+e+T19KZ+tPw=="),
      gamma: f64("3pE/P0hv0T+AK8uvxPwAQEhY3wZHQxPAsIMM0UzJrb8="),
      beta: f64("AAAAgFjVyT8AAADHfMwLwAAAAGCa4/a/AAAArKK18L8="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("cI3GPlVwiT/FElM/1xPpPhq5G0DpBro//julP7i5FT+ZoQ3AYMoVwHuZx7+Po14/ofivP4o9gj7qwaBAUSQLQAhRXz+VTdO+TiOzPnijNcAZqWVAWIw+QF9b871+0EXA"),
      dy: f32("HV83Pq6kZj8IyfE+3n3hP9b34r0H+ES/NrGMv5rijT8wnuy+/33IP690pr+3Jec8Qx//Pg6JCcAnEaE/JaFmP25CO75A0Lu/444FvZwedj32Bss814bxvzdeub+B9mI/"),
      reference: f32("6jgIQE63v768Ktc/EpBePwDnv77FMbw/3LDyP64fYUCsAK0/vt4uQJjFoD91rRA+sSnGv/Cgqb/hIyo/4jgnvuSqZD+qoX0/FATnv/vBlD/R/VRAUZN0QMdMhkA1AOO8"),
      gamma: f32("EDiaPxCxhz8="),
      beta: f32("BfL1vbUW8D8="),
    },
    outputs: {
      y: f64("0wKbIQlP2r883fyB9R/YPyxjl84iM7c/AtU8vtFZ1b+sNVD64gT/P8oMaYRmBOo/2N+k8gwxAEBeTPzvoWT6P4iryKVYPsU/cL7veUUuuT9MATQl2mbgP3E7wF4/z/w/UYc09gop1z/kCiVFrujhvz3NUhCo5wpA3amZDiRP8D8ailb84k6qv19hnGG1u/G/mDtlaoYQ9z/g/OwHGBu6v5xaSg2IEwhARJ47gI21BUA+X1oSBG/zPyDc3pVtt8y/"),
    },
    gradients: {
      x: f64("vA7mJOJipD+i4T5UmLrsP+rv/bw/Rdk/m2TWxo/F/T9Wf8EkhZjKv9CzKCq9FfC/fRq8dxds4r9XbuVghtbiP9fr3pUUNtG/OldKt1TH6T+6608bH6Xmv4uWcmcl05I/2jiXXBXF1T9Ii5zABqv5v5iVCqDmbso/vuY7TKgp4D92yVYEBpm9vx8d8WBr9Oy/HLGgClySlj90chc9vmacv8AwpDvGr8I/vkqaOhiH6b9oe0EeB6zlv8wPqGTHWtc/"),
      reference: f64("Jgr+ioF01L9u1EkiEai4P4jkkwlbZM+/Vn9J4eZBvL90tKqjB6y4P/1RiUfq6Mq/45/alIOjuD82sK1XylHEP/3gQfA8RLM/aECBvAxywD/ilssR3lKyP/ddbqHrS50/O2o0p5Kl0j/k3MiKokbQP/DOxEHJi7O/iJ1ETztZrz9XKjr3mkW9v7zSubrMtcC/tHx2m+PBp7+hM0HIxWWxP4GzqhRdYsM/57sp86nRxT+U110Fx6vHP/vvIIZZoJY/"),
      gamma: f64("MKd9cFrrF0A+0dOZOyQIwA=="),
      beta: f64("AAAASDes9D8AAEBQl3AEwA=="),
    },
  },
];
