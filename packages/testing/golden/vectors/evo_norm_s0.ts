// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const EVO_NORM_S0: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "groups": 2},
    inputs: {
      x: f32("Xu/iv501aD9uCvq+8vi/v28LzT4q4OE/wVzDPmQi7z9kZP0/c5KVP42G5j8wplo/3BILQFki9b80IIJAPa9aQBxzGECBYkfAbG/Iv3KIO8BKs+o+ffQpwO9mbT/p7gg9rN/TPqoWrz+8qvM/MIZgv0ctAr9d3GC/MyjZv+w6pr8nu58/yAVZQOaYyrxjMmU+z2cTQCiuEz+xDq4+ylR7P0ZYrr9hijq/jTEMv1L4dL/825a+qbyEvxhr2j6HRSRAkfCsvbyfeb5lHj1ASfnSvR9jikDg37u/Tna0PzCFz761gkZAMgwuv0kByT944Za/CScrQMTtwT+OUXk/BzDrP5c0fkD3aMk/IDkdQAzN3z4LlBDA1s6QviitdL5FYLc/"),
      dy: f32("9ccwvrTxz76nv7o+EBuDPupTGT+llLM7MC8swIuwWL80sr6+BOV1vnfGkj2DqhC/9bFivrEFkT+NZw0/F94jP+hiAr8HydM/DPdRP2DWFD+VlI4+QJ+AP9cvob8wiRY9wK7tvq2bC0BI9N0/B0gyPv6q6r5coiO/QHeOv6aIH78kd6y/lG7ZPidPNr+FGO8+KkESvzkHpb9ji6U/bL5bP8Eskz75AtM/Sva8PSZHGD8mJA2/9AbRv5N8+r6RYDq/hAFfP+pT/D/2Ooc+6LCCv6uJWb+W5C0/mapVP4dmnT/KF5E+ubfnvt98FcBca7u+W+wlPwRPJb5cxNK/lop+PXr4572//Gu9xxg4P3cjGj8IdgPA9BYKQNu6hb9dWYc+"),
      nu: f32("T7mDP3kkrj/stpM/og+dPw=="),
      gamma: f32("o/YEvtyF+T7pn0s/wK23Pw=="),
      beta: f32("MMUyv9QBsz+de86+CBaIvg=="),
    },
    outputs: {
      y: f64("6bgiRXSD5b+W6IFQU4zov5FWJdZGueW/fujNXxF05b8m5MYtPCnnv6ALph6reuu/zOchMOXk9z+FI1DdB68AQHj4eqpfEgFASjT6miCJ/D/W932f9nIAQCFqED42gfo/ypKLOII80D9661d2jsXdv9IZDYMrQe0/6OQy2GEq5j+gdtqMWwnVP34brndljdu/TBxIlleP2L/gnFZ/RPfTv0rbJ0OU8re/bnHsGvK41L+i2Q7kogDDP7Iy13TlXdC/wRi2mucT578sT+9YxY7pv15BbLTHOOu/viXW2Veb5b/7bsDkGsvlv9qBKug9m+W/x1AqlsqI9T+yI5W9J1b1P/0nRqMGKfw/+W7AUQhlBEB/WPAZKU/2P1jStKUUFfc/7WL4pDUE8D+W36K1GszDv3KOkzF9VtG/HFg0HALLtD82fzWDkMvhv/gUXcZffeG/NIop4xT13r8Y9jl28wPhv5DUca7eH9q//mTJOasN4b+Ii5ymLVypP3yWLJjhDAVAquaDF7tA5r/HD2qCeRnmv9JRP4HA3uy/NrO68cI75r+4GrfWCx7wv+U1Ncxvu+W//jdxuF+2+z/yIjBNlLv1P8p5Oomo0gFA1XdtN7CJ9T/Wd27xGXn8P6c1xG7ZhPU/ah4hSpH27D8eI4l3SXHQPyA/3/Nu6Ju/upEVItPn2z8aYw82QLv5P7KvNARBgNI/5CmtZA1U/j+AszlA8QKHvzc5G7x73di/bH+xutPt179EmEhAbQrXv6Ccp8zHles/"),
    },
    gradients: {
      x: f64("90vC7rnGxb84J4KS7ouuPw9M7Cakfra/fJa5zEr0wr95KiJ22Wmuv8klZhlIqrQ/Z+bUL7QU6r+nIfJ0svDRv7KlgNlnwbC/LH67TWtWr78hWPeiUny9P6ff8HAgu8m/Vg1MmS1rtb9nXzUbj4qgvziwG7L/4MY/7uNR6Tdpyz/RJ7tEPuzHv+IgwICodZ6/eez2Unqwo7+utVHcMUqRv8VgTSAPCsA/pxe+KUs4pb8LoQxuJAbnv+tTz1ipZ4c/gPC7LLdvoD8qzT7DaQjIv5kKJkjl58K/7+fGOz96k78gEn0L8hlWv5fG8xpHWIe//BU6FTq2gD9yWTUmFymAv6oS2VPsmd6/HOaOuX9SyT/5b5H7UVe/v7uTxSHFcbo/oAGDacx1tb+X4yXp5OPjvwADij18aOM/r1J/ttoy5T9th08qfcfPv8DprR+UdX6/X4gtDuLIt78LIncDxGDEv8QTNpAOLtK/PFwd6X51yL8CPyfl+k/Zv2jlHEaT/+G/rT2JAe1foL/xLktsBGOtv04fLNICfom/VR12aNVpnj/Hv3+jRsyzP+5ZAiJyFnq//LIAdW7Lzz9XpWoB7SizPxpPfNkY2rY/kHCYLuWskb+rpPSt7SHmv9BZWX1Rl12/9YSGvz5Q0D82EVYdxce8v6nXLVc4gem/7IxxXCquh79/qpxRoF7QvxbtDUNdlK6/f4Bgnc865D/biq4hKS/eP0QEjyVS3do/2S3oUjlJ6D/EWXzHBTjPv/sQFOTzNc8/"),
      nu: f64("PRODgGkZv785jvMI7Trgv5zRaSspANI/JV2kKjsy378="),
      gamma: f64("iOoNFaTL/D84PA1JYp0JwAhjRfkNPMK/KHmhvkZ71L8="),
      beta: f64("AAAoQV5bFEAAAEC6B7UgwAAAwB291BBAAAAA6J5y478="),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "groups": 2},
    inputs: {
      x: f32("H2ARP02iFkD7Uu2/1wa7PcuZKr4XOxc/E1DSP+h15rurAKK+X7Y+PzFPN8BAHNq/y/0DwJHHL0A1fcA/b7IhPx0NAD8SoXE/kcqVPr+igcBy2UlAf/AmPjIgZ7+jek3A4ka6PP6fDkBOGBXARUc7QGGCIkA5Auu/l/tYQOcQlb9YLqu+C94CQOuRAkCbUSM/TjlYwE267T5423Q9b3oxQNLWpD7MU0FAHQUhQD+qID+UkLI/EqKYP++RqT+vxtu/UUBTP6i4/z7zXek/gV4nPwy46T4Z0TJAakMqQF0BR0A="),
      dy: f32("NcU4v5krxL9q0Iw/L6sUP+C9076HqqK/vwSmP0f5sj9HxtK/btgDwL0J3b5zIxtAnsYFwMa7jD65S8A/sW2ov1HEWD9e2vw+chHoPywRyb9xsoo/gKKov2ISYr/z9cm/GLYxPeSq1b8waZS/AFE9v+2Jfz+kUaa+52+ZP98TKb8ncQ6/2uECP2Yhhr7dADw/x13yv2XXlL4vLSi+3FaLvhVBoD2It0g/EQxNvtMrWr8Hbjq/ggcLv2tp2D1opb6+LoTyvkA/grzuCcI/iu0OvlVrWrzNY46/hM1UPgQssD4="),
      nu: f32("gE27PxzRlj8m7GM/xaapPg=="),
      gamma: f32("wxabP4rdmD/7XlQ/EMK/Pw=="),
      beta: f32("Bf0Jv3n/+D+KN/s/kB+cPg=="),
    },
    outputs: {
      y: f64("io+aQJ62zr+2hXrekvfyP/bGzEj4CeS/woha8/IR4L9t54R+/QTjv7BJM/QNxcy/Im9N+f014z/kFwyTPhX/P9XSthcClv0/6tmHMBizAkCcGsiDmv79P/MxwPcguPw/bbI+744i/T/4eePdRVEPQJTFMuxbhANALEJapFn9AEDLqWftca0AQMqJoVcL0AFAbmDl6e86AEDtwV/8bLf+P0S/jcMyOglAA+RSWIpj1z9wgrYJ3aybP17SpvGOmdK/jVXUix8L1D+BsSvEUFL2P6z19T0pG82/Izgi7KZr/T+zOUroKUnwP1PlJAX+meO/vDKqZlA1+T945Y3r7dnkv44guvhszeO/2uaASVPi5T+SxqYUTsjlP1W9wAiatQFABYO67+iC/j866jC03AQBQEacp2hkbv8/k9sd6rfKDECR3U7jToIAQABHKl/AGw5AKpVGTAQdDEAfcSKpZuEBQCqrZmEWnAVABVEa+pSJBECoUxGjaDsFQFTQJQLfD/w/lVbGr8++AkCepNkt6mrkP8yMk6veHvw/TDPPt78J6D/rbp6O0G/jP/RDxwl/KgZAKqdoYO/7BEAmlkZvhAcJQA=="),
    },
    gradients: {
      x: f64("+lzOGGdc3L+U+MhUksDxv/SU8jzfbMe/iQ5QTKlP0D//0vHolUHAvxL1gj+0Feq/a9U90kq/8j+LEeK8No3gPwNJ9E5xCdq/erUmco0j9b/xYENmq17Bv5OYaJONmdC/hOdzblbRpD9FM9x5dhXYP5ryFn9LxeI/Jpe2y7Rh2r8AqyGzMEfOPw+Llw0VdcQ/tUcMIr8K3T9sSEDEKDu8P7zROFo6M9s/jG8g6+IT4L8xcWisq6TKv6CVoxn8T3q/9tQ3quIKkj/Fa0hr8Lvwv3b68Z0FsLW/lQVKbdMs4b80ZH6qFRDeP5kkplkphdM/+flRQyPw3j+WE26V0qrOP9zy7+8xG5w//Ho51FuRyj8D+BI4NoPUvyK7674oXdk/LVP8K92P4D/F6EUEe9O6v7TZ6/VQuJY/35XgX3TY2b9NFZczAri0P9jNs2+bONE/Jufwt89pvb8DgtWuGLrdv5vlp7vHXN+/Hjsl02ef1r/92W77uDyyP76TiImHUbO/7P06vWsu0r9h8Y/fuqOhv19Ts9Obsfc/A2WuzieBv79g1UXlvkWhvy0AWUmjJPO/Zn0PwtMZ0T/LaxJfhsTcPw=="),
      nu: f64("NN0+oBE9wD9QnCZC5yXUv05NLhEGX9S/RYh2EavCFMA="),
      gamma: f64("wmnpg4PcAUAeYiVT4CHrP0wsdfS2/O0/TOUUtCOu0L8="),
      beta: f64("AAAAALTbrL8AAACRZj4JwAAAAPB/DMu/AABQzQkRGsA="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "groups": 2},
    inputs: {
      x: f32("724nwAHnwL/10z6+PpFGQIhsiz882zw/G1kvQAO/hb7lzC5AhS+pQD9mU0Bd5Kw+wNyuP9oTAT08WAy+nxrov1u9z72JBt493dfOP8WJOzw="),
      dy: f32("JukvwNFPsj6uUtk/AbhTPwxgBb9q/4U+tHgfv5nxCj4Gwlm/kVzqP9ijoz/MZ6c/7pmWviLHHr8dAU+/HHzLvrDMnL70Slu+uXfFPmjaMj0="),
      nu: f32("HGvPPi83jD+5MLU/X2QqPw=="),
      gamma: f32("CPo3P8dsVT8X4Y8/4vxAPw=="),
      beta: f32("YpQSP/mzbb+p+yi/9u+xPw=="),
    },
    outputs: {
      y: f64("lDZozV8a079yHWv01q70v7lJXDyz5Oa/V04jTZA3BUCe+nwysesJQNKEWScXQvc/mBMtZdGa9T8C+rnBlEj1P8Xdm+qln/s/WXkp9L8SBEAs/ycQGSD9P5TcUXHexPc/rtAO3T8X+D/xbxdYohLtv8gWd8oPx+e/1fz1uO088D/UPGSEOpfPPwDiIurZd9+/mlOuA/ZM9j9r1jkDF1T2Pw=="),
    },
    gradients: {
      x: f64("xKVxP3N8/T+ecTi3oI8AwNTwYQIN9uY/ZmT3PrAdwD/ONsatvbDjPzifyoYy5fC/tBmCP6S8sr/een4msRDZvyKCcDNX6Pk/UIrVcrO1678AqKJrZgW8v4Ar+qJRR/g/mB5XBLeum7+tYhyVsKzjv5GbyVk4HuK/TVEspg57vz/9sFX23fHtvyAxwb1tBu6/2K0IOU+4uT9n27aFeHDgPw=="),
      nu: f64("xi9tTdY1GMBvR31Yq4DZP3CqiJ18M8M/Ln9n1QaLxj8="),
      gamma: f64("+oVAba0Iy78vnE0+bwkgQOcA+OcxGgNAF/gA/2XM+z8="),
      beta: f64("AAAA5OfhEsAAAAAIbrT5PwAAAHjx4v4/AAAAfDmr/j8="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001, "groups": 2},
    inputs: {
      x: f32("RsuHwHWP1j07R6M+VM7Xvs9BBEDzAZE+8/wkwGa/g0BnLo++5cWqv9oF5D9Tc+a+9uftvnTEu7+VeLU/cMLoP/hbEr8yRQBAgGG1PUr3iz/JzeM/uyDQPwXkpL9Af52/"),
      dy: f32("FMCmv0Jlar4yJqu+iVeavng7Pr8Egxu/DkRuP+mIBz+2d3I/b/SrvprmSD8x4vi+uqTUPFSsVT9JbQJAARNSP/bwL74POIO/sbeDPn7xDr/kL2o/JR7Bvp8H6D4vr7y+"),
      nu: f32("yPRdP9pRfz8="),
      gamma: f32("+HxiP4cpdj4="),
      beta: f32("hkJ7v/bKP78="),
    },
    outputs: {
      y: f64("gRoowZ558L/pmklMU5nuv+wH2dzNuuy/MXWx13v68L8UD7S88APFvx5SuSGnD+2/TiCdKpie6L+hhNt6d2TTvx9lwTwRZui/dfyMaRH16L9oDKPea5riv0+hM++fl+i/UZSUgEyr8b+qDgRrORjzv1AFGQj0fdC/gAb4hOV4ij/E0VFaHv3xv6CfbpfYU8I/ctPsJu+w57+SAlwbJffiv83emBKSUt2/AZPBXY9U378ncwOJxq7pvw0dhWpSrum/"),
    },
    gradients: {
      x: f64("fNlAqvR9sb8IkkSeKaenvyy2dWu9ubS/WQNyiAVbqL/livfLTXzTv8Xv549uOMS/86ODEV09mT94SsU3XIeJPzFCas51eqY/uFXMcksglD+1L9pgzcayP2ht4D6JWny/TCHeqMrOtj+klcNq2YbGPwYtkOZF4PM/Ts5rRWCI3D9eIulUgF6wP9eRx9nttOu/+9eHq4uWnT9GhA8coqm7v9vaQLfBjMY/Twuut8BDtr8iBMTHfX6LP93DGW2BFok/"),
      nu: f64("xBxhwy4mvz/uUJ7Kf3y7Pw=="),
      gamma: f64("vhRRfabC2z+0vivM0vL8Pw=="),
      beta: f64("AAAA1jHd778AAADYuocFQA=="),
    },
  },
];
