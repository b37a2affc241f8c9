// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const DEMODULATION: readonly GoldenActivationCase[] = [
  {
    name: "outputs first",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": 0, "inputAxis": 1, "epsilon": 1e-08},
    inputs: {
      x: f32("8R/cv17EXUBCOaU9RRMWQBzTiz8/asm++WtKQKZRKD4Q9Z++3foawIocIEArYVNAZN4iv/5/OEChdFA/otSHv8ZNjb2TXCbA+kAqQBLi5b5zR5s/Tfqjv6VocsALD7K/gCx1P2sy3z+kvlo/OLCGv7APrb8J1VFAW65ov3Fl7L8/2uc/v3EtvwFqT0DFK3m+WZvDP0HtaEAE+x5A+F1RQA6rtT5xmK0+hL8TP+ZSMUDskk7AG+iMP4eBvz9e12zAt79rvuRtF0CuQt4/RmIywPvCsT7KGz9A+hXDP5pRHUD2olk/ve0JwOlmekCWY49A5Q3SP7IIpD/5sG++KR+5v2lOhj9ujmI/A0bQPZK1pT96Y3Y/GmxtQLBivkBp5KO/"),
      style: f32("ctqNP5s3CUBOXxhA/l5qP3zNXr/mM4A/zM1pPiT6rT7J70BA"),
      dy: f32("T2LDvyd5Fr2ibPS+syM8v+KtCUCxEmI/GeCOPoZLpL+GMqA/iWJcvr7waryD+w4/DbPGP7vYET5sQdq+GAeuP6J9Rb/I+4U+5KTgP1HXxb+wAiG+vJ+tPizzXT93aV0/dxjWPe4wkz7xgsA+NJ0XviHckz+biHY/DMiLv+WpHj+MQmY/M9y0P20BAz+cgj4/g8etP3KFfL1rJ7G/dV1tPwvlA7+5w6A+OqwtPw5Amj8NpLA/AP8ZP+QF4b7+Qbi+lgVAP6oNgD4Ca0A/eQbFPyKtib+Noqa/pc21Ps4MPz+YhNI/xrnKPyqusz+9PIo/eFwEPS2+CkCbI8o+BbqNvrUosr4LRBE/QqqvPgybhT9//1G9/dxWPoay1r4Ioom+Fn4kPzR0BUA7AlC/Xu1cPPUgDr6b1p4/ZubfP20O3b+AJ5a/q7qUP7ktcD7PeaY/Xkktv6jsN751YFg+89e4PvbQOr/7Z14+hR1MPgV0VD62p6C/64fAviAtsr/D+EY/OfjzvjmZTb4dJE2/mQuMv/1rJT/vLeC/IgvoPtVMDr6x/gY/EwlGvw2Rmb+kdK+/xpmqvVD2er8aO0Y/CsG6v3pUtr5Z+KG/uoRYv/zPdj2UiqE/kCTpvl4Hkz+xVEM/fhFEv4hmCL88sQtAJaakP3dxsz3QJes+JaN0P9KS376R60y+YWo2v2xfCD8+cNU/vz7Rv5vNFsAVa4O/eD6IP3+OKT73QwE+GEOoPwQp7b+7DHq/r6d3vyfv6b6TBDy/oJOgP/L3ej/DCpO9E8iGP8wYST9fKv4+wPOGvijVAcBznKk+tKCMv0LK+L1VZee80wc/PxlC0D5bdyG/TfZJvj/Wkb+gIK8/2UdCvpBkyj7uMec/WKUMQPTmWb0Nd5a/0OrxPIYLaD+BdJU+yOB0v3Ejtj/QCI4/2zQJv4TOqb9n+vu+bMpJv9aWKr8a7du+PYc9vwbunT8aczM+ZQ0oPzpLkr4ed1u/FFgUPktrKT/9CdK/FmhPvmMLVT8tQJg/JT6tPkJsgz5q3x8/Ia99v8BE6L/iRwBA2F9zPiOU7T6bFfS/XTuSvnXBlj9L8SW/9TGcPkTds78hZr89QQ90PplTk7+UDC5AmdIHwO08Vr0H6fq+6mNIvlYO2L4JTVc+"),
    },
    outputs: {
      y: f64("+7NrTltPvb/IoVdKVofNP64smqHz/3U/aB8/SZf7wz8G5g/5LZ6yP/QDIcGZ0Zq/5yyDgGkS2j8UuH1I8q2VP0LTyyw9mqS/7L7hQh/207/tHOXTUp/UPz/wfJHGOds/5pnYl1tLt79PdikmYGPaP1ph2J9/0L0/kqZb1l5tw7/rD2npxDWEv2ZJdK8/y9e/avzty0hPyT+OvF9RSRahv+bgJLZlFbc/MqWAJnBguL8pY68AoQTSv4jiPHJQeLq/KHW8vcWgwT/PVIS2QQzQP15fNPycdL8/bkm1xEJew78j8q+M4OLIv00gzpuELN4/qc6UlNiTwr+f/oUkyN/SvwpjyzTpgtI/eHIJKCyyu7/jvcvJZ4/gP5+h8Xfj5KO/b/394Cc9tz+1n+vnMqzLP54iD5E148I/C1r+VKjfyD9coE9eOpWVP9R8Mba0n5Q/zC3iLrr6sD/o3Joi12DUP2lOtqpfvde/vKYy9XMxwD/nXBKyEwLGP187bcXVN9u//SiyV7cVnr/Nkm/FEFPTP7mmw5wPXcw/E5IDbabD1r/Tqap1Uq+mP+QW4rJaY9g/nZTcPyKUtT8p7ktutGbBPxDvxYewEqg/dSZJIkuDvr+hsJlEfbLLP0RgQDuHuM8/bnmgoJd5xj+9L2ULDY3BP2/1bSBhpZm/tHloSKrOw78z9JHDj728P1lOOMiZPbg/yupFTuO+iD+YJRL3PrDDP85nuU40Rr0/5WD4uHs13D8eZCaqzZ7mP5VUkI/6eMO/Ui/GA3/cyb+/6BXJ4w3aPwg/KdlIaYM/Q47gDq6h0T/4P2SJYW3AP2wuXaDHqae/rMXIdI6b1r+VID/EgMySv7g38wxu3aE/tkFEsR5P0T/dSF+/1uHRv5QqmYOsm9e/TEbENvzutL+bOibcu7bXP28GDV/2yro/jTiFsFR1wb9IHLlqaymCv+lBWCzqYdW//OIG3M8K1T/mYbW+eWmsvyx89nkDMcM/2uyN0DxExL9Yz3FmyfXdv3hB6HXCAca/lqvUIWHOvL+bYEDlWjnKv4fxW3tws7m/ihaxk1umvz+zkZ+5XVXEP59jifhdp9i/Sx6lbyR2v7+sQz/QvfbPvy4Ni192Wc8/USjd2rBzt7/AmGWXiQvcP94x2VB32KC/4qCJqrwIxD9aFwF5QNvXPxs22cloSNA/r95NdYZx1T+hm/RfRZuiP5GVf46bx6E/gEhMgl/FrL+ANq7M30PRv5mvVBPyHNQ/RdA9LFJwu78VEjLSXqXCv+hbMHtfD9c/1z8sXWBqmr/LghBbsvfQP4SxTzp358g/Jovse+H8078hUzY4COujP6euizXiadU/4qgib5jDwT+fEE3qbqbMP0rp6PhE0bM/50MKQ3Aeyb8m9bdGDs3WP9LNFf0BHdo/q3pU8tQuwr+eG9ThB2a8v4Gv6qWXv5Q/55VXq1IGwD9B6OPvfUC3v40s/zqFnLO/3YiK4XO/hD+s1cqS94HAPzYJ7qp5i7g/JKX0U9Cm1z8mTdGVRPfiP5MXhOugU8C/6FE12RGan7+VbctrbdavP/95mkxVuFc/BR5JspiLpT9R0kcJ3RKUP4uXjQFy6ny/WLxilc6ftT8mNUaxKvtxP460gTJ+FoG/vYKYi1+OsL+mDDjMtRqxP/urRZ/IlLY/+5KAB4NLw7/1Q4xpjNvlP7Q/FyEUssg/gdt0tH4X0L/VUGPAfL2Qv9OBw/1xteO/B4KAHWm2pz9g7qeAPwKAv58XInR8oJU/gzHp/KLWlr+Vs3rOjOGwv/O/2kyyzJi/2+vmhdNomT9W4jszvyGnP6M0VDafq5Y/I0iB9fbqm79UXs22ku+hv/T6fNMov7U/cPHv6CG+yr9yqk2JcSvbv77iCA7Bpdo/qwF6Zjjvw7/sY/XKtNbnP6spdMxPo6y/3TzD3pwxlz/npfsbdJ6rP8v78d3T2aI/6d7zck3TqD8hPNrtgYp1P7vfzzl2lXQ/19G4nIUSij/PyLrjmkqvP4wnCTT9ObK/K1YQpXXdmD+tAhBKpOWgP/5o6j2n5bS/z90bzkcRp79mbr/FT6LdPw7/VaFov9U/hOQIxVd04b/jDreiwWSxP0r/zF4Vs+I/KW+a5ZIdkD+apNhHyv2ZP50+WfZ2+oE/aEdz5K/Jlr/NGg/xXq+kP6Ck0syhsKc/Fz/CDebSmT88vs8yiCqUP/j5XB+ld22/RCbhfjbClr/Rug/A7oKQP0fXtApC2os/veCr0C5ljD+ZKS0UmpfGP6a2rG+9y8A/wSUqukQv4D/ZcEnD2vTpP3GPrAIvWMa/"),
    },
    gradients: {
      x: f64("ViOopwVnhr+dx1Wnf5fRP1d5PXB5aMC/7N2hM97pkr+7nNg+8KTCP9USSGLUHMs/2SvuCIMaxL8myL8028Gavx30m9ljNdM/o5NbWxDWyL9ReB8ZZ2yYvxHvRqUjc7C/uzi9NGxi0j8b79rhdz3KP86HWnpVbsO/OsyN9iyawz/0wH/8HoPev2GxZtQIgdI/Kr987Kccuj/YxaXZ+u6yv5gf7E+VO8S/d8GOxzH5pD+X+kur+EWjv5qe/ra1PMU/PBnoaKvbpj+aTraUNfijP6+Q+2pD18A/2rQIyC2/vD9+jKvV5CrFPxZCK8Q17dE/vttclnGJyL/lcMhAMyvBv7BoC56Pb4o/KL+4Ae2Om7/IvEauYyLZvwQYkZGIn8O/b3ucJFvQsD97JulDiTGzv2XhClRL8nw/y76BO4Ets7+9oIyWiPyxv5onh9r7Zb+/2FQOqZmdxT+kfrnx7CPGP7apCOhwNp+/SOvpGdqFvj8Ao5JboKbAvyIM/Hqzsb+/azTnEJdotz80wJFDnUfBv7oOoibLN9Y/l8leXkJB1T8pFJ6OUy7gv5zhKPlRMbQ/oUk9A0hjuD/k5ZjiY2iQvzTv2bzRNKc/zjjdMp0jpD+mjU9B6066P5WuZVugA8U/blaSJ595vz+O455irC7ZPxXAmBlQdME/2ophXQ81uL+EIduZcBm2v9i667P0wbM//ggDwYtgvr8isEmtqLi0vzIZC946DMe/iifQEr9rwb/6XZSTKV3Lv2dgrrBRNrC/"),
      style: f64("hqiZjcA65D+SO0cQNtHfPywO6vQovue/vTReCnhn7D+MfA4MU0/yv63IgHdU5Py/Lo2olSmn6T8c4XPercriP1aZ8kOFPsC/"),
    },
  },
  {
    name: "outputs last",
    shape: [2, 3, 3, 4],
    layout: "channels-first",
    settings: {"axis": -1, "inputAxis": -2, "epsilon": 0.001},
    inputs: {
      x: f32("AMIQvkLahUBBgAs/4q3eP2Vr5z/8ttm/EdvDvjumDcAXJ8I8e9siQFd2Iz+Gh3PA7r4hQOeM3b3WKZm+XijXP03NSz/AoQY+SVyFv2effz+vZ5g/udYeQNhXWr/IgSY/Fw4IvyGiKMD3Raq+Rx+Xv1Pyxb+KniFA5KOIQDGIoT5poQW/8kYPP3dj2L8x8e4+MwMqQNw1tb/R/qm+IVHnP3fy77+OLim/pA5avgG8P0B7BrA/nfNovy9kgT/5D/Y/Y9DpPQzfFMC632Q/qAYKv+cy/L+3VAQ/EwP3P4zlab+c7BJAZcqtv0ITNMBJOhBApOzfvx+5lz5D14m/l5DJvxanoL/xTxA/vjewvxfTs7/sQ7o9Zx2zvg3xS79mRGzA"),
      style: f32("ueNIP9SSSkB+JcY/inWuPrel9r2gQFk/wpiYPZ9YfL52FQu+"),
      dy: f32("VXiQviZB4D85gQa/yZZhv9KtiD/HKpw9o4C2uxW6Tb4wNcA/ls/TvoGVzj63OAq/oa+hP2TPzL9o86M+s7nAvna12T+T1Nk+UxmzPxmGWD5BybQ/sATlP4fDIECWoU2/S2hyP/7/6r6w6kQ/ORBTvrfZyL6UR1I/vTkGPzQ73r/7VmI/+RJHv9LoYT5Ymf6/mxwHwJbHGr7YpWw/gkyWP1hCxz1OuPa+Rak8P1vFBL4IHYI/eebSvdaygj4zxea/CLInvghe3b9tmE+/BhNmP8/Mkb080hM/4Rd5v5LPFb/ALKQ/JTicv//fNL9w9DTAJiJFv7Jdpj6gDQS/KHTSvn3o+7043sk/l5sDQMnO6b+4Lk+/Pp+jPxddtD19AF4+5OckwHGlvD55VZw/KvY3QJgAYL+Uwlu/O0sRP7prSD/ys5O/OHygviNJtb9R2R6/GSS3PSKiIr/50um+ns2QPxdnWz4t4ga/FjcLPl4ZnT8F0s0/yV6RP00uHMDzu56/liTPPi8jxL6TLEi8YcgBv/VP7L9azAO+WEmvvkA15r2MQYY//bmFvgi0HL+o+8o/To4QvyFJCD2v3kw/y1aDPtL3lb4dzF0/n2wOv+AsC7/JAgLArokhv0TbMb7Tjwo/c/ZJvwx1nj4YRcq/WxLUvuP9lb1gswHA3rAMPw6Lc76Rdbs/fkOaPyCJdb50y1+/XcWWPyXlVb+e750/ah77PoVqLEBKKK+9WobEvnQG+b52udc/ufCwv56ALL6w6ls+V8tevdAuhL8ZgYm/x8w9vxfuAb/jsv6/hao9P7O+EcBpO7q/+nTIP+1Phr/Y7em+6k4OvrVwOD9Xe/w+PJREv3BicL+8Oqa/FFY6vzOIj78SNoC/ai0evjC34r9cOiY/C+NJP8KHQj8M5ui/u2b0vxO/sz7SET/A+XzCP4loGr3w5Vy/5VSzP88N/LusTUi/BqsNP4Brbj+AXx9AtTApv1ELoL6NPIS+LXxWvxSgLD2yd7U/II4OP7sswL46KpG/tgGYP42ylr2cxZW9II9AP+KaNr6s+PA/LmpbP0YzXT81cpW+dX4sPT4GST7RAYQ+ee9HPruiOz8CBGy+d9QPwBL1zj6e6h8+PNFIP9b/HLtW+Sy+cow7v/AZ2z4HVjM+"),
    },
    outputs: {
      y: f64("yda/ZoG5gL/VjUe+i5LQPxRrg84m5pk/O4nZsTwHtT/XbPb7E/baP9cvfdp1Ltu/6CM8g0tVsr+ML+wyHfrav+iWpiwMIGY/4bE/O2Pj0z8Girsc5O6tPzIPJrvlrta/2szzzfWvwj/uoKvLL257v3tLzpd+b4y//y1xpGdRtD/88SK1Yr7HP5zs6jYEz6A/ril/wXD3yL+HYwwrcVfIP5/VCsQiXsE/bYDtT8Fl0z8N0QX60P2zv3HeGDKiBK8/6LuT5DRwn7/LxyfW8eDEvzNOtL2vnI+/jm3PSraKrL8R/ejJvw/Xv6l6zICSLeQ/09ciuZ+U6T88oAxEfsOuP/Y5xirZdK6/e3RBAkF/sT+qToNuANDDvxRXzBOEQaY/4CMIw3akwz+A2a1TlW+2v4ZrcTl6j4+/KgwMPQ3YtT8Zex35afTbv1RboDFIH8W/DGpOH09ppL9CWItoAULiP0kcsu82D8Q/gW5XR7xyvL8ZrXQpsbG3PxM2L9dL68Y/va9c3IUDez+flT3hkm7Cv47e0vbqPqU/BnSUEIQRmr8r7x0a0mHdvyaFr9l5hcA/mVEEbScf1z/++VcG0UXGv+8kWqg+vtA/9dGfTzE5xb9W2KaX13zQv9l5kVEl3so/6FW5VwTfub+xdN4Q98iSPwLHX+8/l6m/7eeXi8wIs78aS1PFdbfSvyVLg5RqBMI/KtW6orV+0L+WWdl/rB/Rv9YFOaryOYU/D7r+16Tfpb8woJAHQayyv75XNVy7Ada/FLEbWcbckL9JPz0PDmbXP1/NI4Fobq0/t6kvJelDvD8M+rA4UQ6zv7kH/Fg756o/CfdVZJM1jT99iujCcmupPyeFMA/xKXw/hUqCo9+54T9NVOXUDnnFP4Ai44pDP+O/CKQhV17X0j8xbQv8UF2DvyFj/fInKKC/dgFn9H9Puz8TRRPUI8igvxjPAz/4onC/2gkt7pHjoz/dvaIFue+Wv7ZxecCfG9Y/ki4KOuZJ4T8daYlYpK7Mv6JTjanHUbo/RcpoJ4Gyr7+jkEJuiHrNv9WHZbI09qG/Px1RPq4us7+wzPpwtUywP43Sejmy+LO/wgInOslgxL+t5PRb3vx8v80HUMZsYsO/CN+qs5Mwvz+B3PEl6Wzcv2P4JZpz4rI/7ljR6eLN0z98yyoJX62/v8Xq9Vez7qG/klgIFZdcvT9vEH1JFMKzP2I3D4Xu55Q/EtbdSJpCgD+iz5gIMTSxv1scJBbGiNk/uB1Rxvxayb/7Fn03Sv/QP85QaHCDctM//ZlnfX08iz9/Gp+/KAbKv6w2RBq1JLg/xEwmlh+Fob93xetOWMS0P1+K5JcuWpC/E2QV71Vrsr/i3h+tq/yUPxT3yAAYUOU/b4Ep3YTq0r8o6K/Uu6fnv6u4Bxg9zNY/5pu7IJMVyr9yTLZmyIWaP3ydoMy+FL2/0ZRtYs2Vub+fNMHPG3WqP8rA6tUz1ZG/rlbbLtFHqj+rbiikniKgP/FXPWkKBZs/XQYP2t9+s7/RKYmDVcrKv5oGVF9UrOK/YoeBNEbRg7/oylCMHBDTPyVA/DHqD58/dNqcNVpruD/tUNoIETLav5Ip/hsno9k/kTKNjokHsj/QOQR2+q/ZP5QHwHvZOWi/ZeN1Mc0j1b9s5sOqU5awv22QMShHV9g/aVKfjqUkxj8UsFxbeY1/v5jdVK1aDZG/IUQbiDKYtz/121AaxBHHv9jqEpkgtZ+/c0lZWoyNyD+E7sHXji3Hv8iBYANMBMO/svAzPkOe1L8o/vJv/Se2P9+2LOF5pLC/k8Fic0Wgor+2u89/LQTIv7VQz/kB9ZK/OJEvjYGSsL9YINjPFmjWP8hKWjUeCOO/V8AFpiAo6b+a5iWWBEutv5CqSXqUrLA/1IgeDSWZsr8laTvjNvXFP9HJBRXn4ae/UgLprl1Gxz++dw8wuc65v9JqaycW7ZK/n2iXTNdduT88LnH4LSnbP0ugbaYY7MM/0HXys7wSpD/s8uR5kmLhvxIM2cfN9sW/Yn0hcw49vj8oGcE3gUK6v2mnUkUXmMi/STkfeTIBgD/1+loorTPFv64sLXMze6k/vYa6erRFnr9QmzaMNYzcP0i7RuhmKr+/Zvr0KBa91r95xesUQDXFP5mrgGU5VdK/8fEMAB6Pxj+Qd5x540XSP+gFsMPQ1My/uMS/w8unvr9QrgXUppuVP6QFjYxIsa6/ZJGIhJkatr9fPo1FYy/SP+571/pi/sC/wqE4mr840D8sVtWMHk7QPyvph+PmPYe/U1I9LwtApz/eEaoX4LG0P10l8wZ1ndc/"),
    },
    gradients: {
      x: f64("D0CBQsll1L900e/QySeZP2Z4nUzv+KY/UjT0N8WSuT/F5oNafRjMP1B/zJlo+uY/2KtYirAJyL9w3qGoftLSP6B72xbOKZE/TCzJRZ163L8UnDXo+3DOv9x5/3LHl7O/KLMnU5x7qD966i6zOii6v3xB8Miyfni/kKH1YPzfhz9wqwUYoangPzTsTJUdaNo/NE9hH8jt0z/9rf5P40zPP5wuGvmEROY/kUDvJWZq1z95TmwRhw7Mv2eDFyoPxtW/cQ+uJx+lxD8uNMyW4HqTP0GzRvBBJ7G/IbFjDb29wr+5nFX/0FuuP/Ry6goKgeM/ObpRKYgYxD+2RP9+4PzTv/Ml4TVtM+E/hCsMgRsW17/ExchxcJm9v5eHWYJk+ME/Vu4NWcmvxr9Fmb3ypAOzP2dnUFkXA9E/fVBhC/sFoj8lgMyyRLbSP1jhP6763Xy/oopwZlv90j96ZFmaCLGwP7ikJhKJ5+a/VQNKiB/Rxr+AtFLnmw9WP7TVbaO2L5I/LNI5COPBlb80mANZxYevv3prPi5hocq/zn/Y5z9trT8U8o2GbpLMP2AXe71bG9O/Vq6HjRdKy7+0190fTHzSv79cQVWS5d8/IPH37GQzxj9Z9MrgFHi7v3vMYdD4Vty/7RBAwsvGvz8w7kK/tJtuv/EYGSM+zLc/LUuuX1J7vL9djeCFliC7v6Dbo1KbsdI/b/LU1CYtwz/hUM8yeRnYv2YjdHKAdto/Qotp6RXNoL9typadAXaxv6rou2L0wa8/"),
      style: f64("EUTpJKhG3D/43Z1u22ubv6wZ/L9SqMW/vO7aZm555L9jaAeq8wjiv+G1a+o4qsY/MmWFwtbvFMA5VjaNsrn/v1zXjYsreuc/"),
    },
  },
  {
    name: "dense",
    shape: [5, 3],
    layout: "channels-first",
    settings: {"axis": 0, "inputAxis": 1, "epsilon": 1e-08},
    inputs: {
      x: f32("qDijvuYRHL0+bDi/7y8Uv30iRT92/hg/OJF/wNmyIcBHE1c/GV6BQIYPLr9Zseg7TyfgP0OO7L9CYok+"),
      style: f32("3P87QJEIFj8ospa/Vu2iP17YIkBlcqI/wZT7PgEVdD/Kujc/"),
      dy: f32("CU6BPgwyOT9JCkU++wJav1YZQj+bYSbA5SjCP+5uvj55sYa+OIFkvxtnJL3ngma+giohv+yeuT/1ACa/tSjPv7oNSL8gXStALFhOQN+RVD94WUS/dm2pv5lUKT+W+p6/6bUOwHUooL91/Mm/wEw1P5pqpL+Q5aQ/DfW/v/MmRj/Vd7a/+/ubvdIXcz5hYoW/DdPtv95JAT9dP3I+21iHvt1YPz8IGVC/Fu1hPk4vLT1R8vW+"),
    },
    outputs: {
      y: f64("Jj2bg+O2578JDvFInRiSvwhyvwtieuU/LuDwh7K37L8SDVJy+XzOPwwfnLgYxNe/15jYbDWj77/CMVZFGPO/v2HsdBSGV7W/sK0u2WP77z/bvFkIpCuhvz2nCu5ADke/qUMypc1B7z8rWRnOLlPKv0xMKGBbtq6/JV8blnTX2b9/ISLLbLK4v2umJYW7HO2/ObGoVeQt1b96XTJvKSnsPy+NhA5DzdU/mkWsQleu47+Y6nL8W+Tov6ytKg+Sg8A/ATp9o+ZU7j+PQx6vG2XUvyf+kl7CMls/DFqbgeZa2z9NNkLEpdrsv6INbAput7A/a7Z8S+yD0r8eBATzJi2xv4cac+9nju6/zJODsG5N1L8PCVCkFzTqP4FcjUWcnd4/R1Y4qNjW47+fiROnQFvov28GWQ/VYsg/kYIcGcVr7j8kZ+og9NrTv3RC/pb0+mM/t0r0Dxrz2z+uM4+o6J3sv8rB7qlDBbk/"),
    },
    gradients: {
      x: f64("Dcuq+W3jCsA44vuqVHffv1TLCGmdNvg/5S+eNVHRB0ADFMOpVB4BQLwXde0BMcA/fR+lDEiA2b9QkxM16bPiP3QYB9g2cMG/gJ0fOTRvuL+eD8UuhF7iv5RbGV0d/eO/KzknuftlyD/hzBRxTCTMPz+J2vndS9E/"),
      style: f64("hKiWnZguz7/Z6eC8FELYv98MIJoBfem/WLld/u14vD8crscbUDTdP6Dc5kM6bPC/WNU9FSnKB0Dps8Pk2K3pvxrgoc5CCe+/"),
    },
  },
];
