// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const WEIGHT_STANDARDIZATION: readonly GoldenActivationCase[] = [
  {
    name: "outputs first",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": 0, "epsilon": 0.001, "scale": 1.25},
    inputs: {
      x: f32("pUFBQMQVxb19Kuk+iCeVP9VWPL8jxShAGe9Fvky1sb9+bFK/Nm7bP6N7vD+j5zBA0FU7vcEdMUAEJCNATrALQILl+T84g11A+8nEP1dciT7v5AfANnGDQNEDjD/3tKQ9EIfoPyViWb63V6k/9BNDQDRkWz5fx1g/0ixrwApBTT8XUNU/MmUIwP+1pT++UBbAJ65qPx6hoj8DwQ9AN18/P0r12TtGf44/ELB7P7DgIcBkNi/AiVFHPm2LL8CzymE/d/B9v2ReYz/c4UJAHZkJQG09Nz6Y8Pc/vD+xP5xndj846EVAXcBXPw5gS8BFjOy/ys+mP/6KuDtXgkdAymcEwDwILD+idu0/s3jWvzm5679NVxk/JWHUPnFlOr/v256+"),
      gamma: f32("s1DGP2rM3r3SPAU/hzVOPw=="),
      dy: f32("TTtvv/8FA0BXB6o+KIo9veko5r93Qv2/WmozPzUSub6mwNo+uLmbv22LET8SW0u/Ez6gvlxEuT6cNgM/SVnwvxGRfb+2NW2/y4w7P+1H8D8NsJI+6eefv+3Yg72EG3Y+u9pGP90JPr8yX10/fTxiPz3uCb40RSW/9R4cP4wkmL+1p0o/nAhsP0Yjhj+sT2E9b9AcPiScFr8wv1I/Eh9ZPXRgnj9UboG/G7iHPlj2177wjiM/SM6nv856LT4FeLA/+vHGvB07mr9O8g2/6n/EPlWMpb4f4ec+i+1HP3rAcj+743a/7KsdPq8wuz8vpFE+IXqVv5V7h7+iWDc/7DWAvFWtD8AfZgXAraFvP/Jh775sHUm+G8yDPqsHgD+lgB4/"),
    },
    outputs: {
      y: f64("4B7Ls/VZAkAKyvSZx6j8vwTwfLBoFvG/0GIkfHqSwb/2R/4qaQkFwGHsxX5Mrfw/7ZyurgSy/r+cfYUE0eELwLi7JiQM8QXAgJ+vjSmk4j8edFfdx/7QP9oWOI3gV/8/fgaBjpqZ+7+Zppp1nWn/P3fvYcTx1Po/dYqqpB0l8z9oui0fh6DsP3WAPe9t+wZAu/RQF5ZStL9tBB2CvYaGP0w4PVmpNcc/kIOEH5PL0L+vZ/1h03iovxd2UJGP9pg/uAy8U7xpub9NuRQPoienP4VgmN3MabC/VAYROLLux79jCmrcQWiOP7WLCVv27J6/Ri4t8OKs0j9vLTpXgKSbv1xyVRMarba/PlCJM+5Hxz8CDUdmwMqvv9d4eBSBQ8k/H65rLxAhyT+btn8zMoPVP7HwvgKwF+c/sZ7EppaSwD+huB9Om+bEvyfZ3BzwiNE/ABUbxUZ9zD8qub7wXKXyvyk1vhCX9vO/JwO/KNfItr99oUaL/f7zv0NlcQB/X8c/AJb6wifa4b+tt5cjQa/HP+AmJajXmPA/YrD/TlXg5T/vWIqjdF+4v+V4hu8JL+M/8KPSKQI+5z+rL2PBA6neP7UYhhaVnvs/pzAR/zgs2j/+oGwYQCD/v8X4zIPqqvK/SPVR1dm25T+/W8Ozys20v/l4xSuf2vs/1edSH4W89L8kWBlFwsXTP1e5jq5UB/A/vK0HvTwN8b9R4MjRd5vyv6irpptFCdE/PEvuUF9ExD/VBwJAhVngvwjD9LRBCtG/"),
    },
    gradients: {
      x: f64("2zmF2RqZzb8ONJ4Iu8kFQE3eQvgCmuQ/6SL3yZFf1z/5AMtglxwEwGWGf34sevu/iYDHwpC27T/NhVh0GpLqv3GlA7rCJNg/oP32zAoE8L8QvIvgDj/0P3pSwpZFGcC/zY4vmaS/1r/MAg/KAkL2P9lQm9pLWfg/7mFEa7CW+78j0spDQTbkv44D78OQ67W/e5bHjCb8or8pybcnruu8v3iyU0sFWIY/YYhFYru5tz8JV1fkIyqWPxszkM87KXI/evTLSHw6pb+vBOCcBmKzPzr4W5PkUKe/pgQeLgrsq7/Yo59yikifPwFzSTr0arA/x+0PkAJ8db82PClrgV66P69MXCXmbaW/osITC6qRob8rwHkDr+6tv8D861V8E50/rBeuLgOIrz9a3ex9+0nNv7dG5+35gdU/k2kptLxIlT8z18zqW+/eP8yhvh5kadm/mjnoSYE2uz9C36AVemnIvzkrebrWCs0/5JmFEAW24L88NofujiqlP+Y+39Z7deE/s/s9UYT5lr+DCVWOnmrev4HoZ3v268m/vJ5FdAqzxD8At2E/q+fAv946Unbo/sc/67YjVWoK5T8XUXmiLmTmP6SUPkWezcG/j+GjOgYCzD/MFouWSxHdP8HWSUAPU7u/MDgi9SCk37+0KnguDUHjvz+uzjWhJes/iJJCfrz00L8SWiHP/lXzv1oBhPviqe6/0+Ii98wI1j9ar7rPrPjfv0uv9455/pK/BxMNo0mHzD9ixaKv/TjgPzgKmyiwsdU/"),
      gamma: f64("Qvt4KHsQH8Clh6DcomEFwKWdh7v03eW/pqM4CChyIcA="),
    },
  },
  {
    name: "outputs last",
    shape: [2, 3, 3, 4],
    layout: "channels-first",
    settings: {"axis": -1, "epsilon": 0.001, "scale": 1.25},
    inputs: {
      x: f32("QG+pP4OpaT+aAfS9RE4VvwmuHMBQSN4/DoL1vtTlNb5+qaE/nnuOQKqjb75G9A7Avs+yP/IP5D9f9T5AcKR2P/HawD+n1yW/8pqjv3721L/0IldAecItwG6RiMD4tAtAo6sKwJOEfr98hoNAmFqAvtuFDMDjnodAUermP40ooT4jhaU/rmySvgZ1GUCZhow/IPC2v6X9S0CCHGs+HrgsPxbB5j+7tKK/jcylPzthj0BXuVhAjDjmPiAyj0B2DHXAuFedQKicj0Bkx7W+POE1v3fShz+US3hA2dKdwPpdxD/3xklAzc+AQDPEBr4hwIVA+J+wvyaELj/pCMq/1P8RwAv5sUDFdte/ogAjvSJDtz4Clpy/eFPqPYLhRj/Acz5A"),
      gamma: f32("21VbP6REuj8FJ5Q/bEpWPw=="),
      dy: f32("zTXqvtDwYz8BwJE/Gs31Pn9zBr+zuSa/QL2xvwru6775tKw8+s18Pytlaj/twxK/e28kPry8Kb9ulo8+CmViP1kr37+Ocw5AVXFUv55oEz/mmA0/jTegPlo17r+rwWa+oRmJvtlECT+xhg6/VQ8GwF9uEb9y7bE/YcNlvy1Nob0AGSw/kbvGPn143j5NOtk/7y1KPitXxD74GTs/FDyMvQh0qb0EG7a/6G4nQD/LMz89xnC/sIYkv2iqxz+IR0K/kOAAPqX0nT8RyzE/93f9P+HimD/lqOC+3Q7ZvnTjVb8uQBg/TXXZP8kTvj+eo7W/+2EoveT2y7+QOY8+7zAMQHzCwz/g4kS/NHzzPg4fxz+7w3M/sScpwG8CYb7pKE2/"),
    },
    outputs: {
      y: f64("5I6vay23vT9ISFLAs+HQv93sEqviPc2/zI91RW2G3r9xaCxTrUz5v6XFreYTZtk/agWqZpCQ3L9VTf+DDdDRv2+zcIxsuLY/VKowFzOZBEC7owNp4xDTv1ouZKBJkPS/VcFx/coTwz/GisjnVLfbPx+/svg0XPo/nW/WSrzz0T+EkdtRm2XJPyEBxc4vPvi/yY01vt+77b/eUQcRIBnwv8Wjz4R2h/A/hW21IPdhCcAjibckrOQFwCq2es9DFuw/PXzp+ANG979PkEVV66/8v5yijGrcoAJArtoQUz4a1L+4aQZBXXv3vwV8FJwFOQNANFTav5jl7T/1HjDkUgmjv7pnFTZKMbo/u2AKA7eZ879ERAC9I7H0P5h/xVk4KtY/Oy/4mKL28b/ET3oqq/b4P4Wf06W4BpK/AFjDPYrNwT/YLIVAwDnVP+Qew3PBHgDAUKTLYgEO5D/6IEV+GAYAQF8L60QutfA/6QMTPfVS5L/UJBVeb2QEQBnjMdUciADAD+rY72u6+z9hfpjqJNMEQM4fHtKav9e/UfFLY7JB4b+xeaJ1LCBhv1hErEo27ABA2wXI4iAbCcCPX3XgVuvhP8ufhNxwDe4/ly7aYZTbAUATh4SU0DTOv3R+TRmSsP0/klHNUbqb8b8DG15iJL3cv3h0qqJtxfG/BI6MIrvv9L8ETbesWS8AQOPuEOunwwLAmtI6eecZx7/eLmSYQmyQv+UyFhAse/C/Ph8FSyTt7L91UX1qsAzUP6wa97miQfQ/"),
    },
    gradients: {
      x: f64("rMiukVkG0L+joYrwiLbmP31sLH4DheI/PsHBOW6lvT+LmXacKOjAv14R5X144OS/+cKo8o4t7b85Bx9/feTUvxqcMQ3HuKC/zoxSp1KPzz+EQ7M3zSvdPyx2GbcSbt6/yNVr0adsmT8SbfIaTWblv6uracA9yNC/qF8kJdGa2D8r1ONnMcPqv4OW1OJLJwBANGQFVUJu37+cRRGD+QK9PznyPrhNvL8/phntT9yj6T8Mvm3CBbzpv2MEUE7Fcbq/j9ptgYEAnL8/Msw9zfPmPy31g8lmVOy/2JpbTEcU8r/Hl6md7abEv5ZhUJGzROM/Wm5BtyZD67/KU81QI+q9v7HSJ15SltA/wgHOpapg3z8fooYKRra7v0pX5ERTPOk/kVvhplWSwz+QZGBg47ymv+38FcdZ8dI/Z88ur2lquL8YpbhUtsW5v3qt61qw9em/uC5uv+4z9T9Yvnygvy7dP55S44mKkuG/3ruobfy43L85IU2Vb9HWP40nJSmmdOS/chWJN5KYwL/65eZxARbcP67DCNl3a9U/SJcer3gH6z/DT3jABhvgP7GaNHE76Om/fDE36x8ZwT+aKJ3izKHbvxrKNIubUcM/u7fvoek77D+8+FO9zELpPzN0NHH4F+O/cLSF6EtUpj9Q8M7dd/Lzv4kTidH7/so/NATrtC0H7D/3XSP0tX7eP7NNpyGYr8y/1lPanhC1xT8BVR506O/lP53gfmi+AN8/SOYql1UDAMCTdd0LqnnVv4AcZNwiWda/"),
      gamma: f64("VDXriBTHEkC1v2jUbnUjQJFT96MXfSJAQY2dAvXvEcA="),
    },
  },
  {
    name: "dense",
    shape: [5, 3],
    layout: "channels-first",
    settings: {"axis": 0, "epsilon": 0.001, "scale": 1.25},
    inputs: {
      x: f32("86agP/HU+L6uzF8++V8GQAuOBUCpmQRAprRNPqQtsj8qzQ7AbCR5wJoA8z/alivAr7CBwBRi1r7Hm/M+"),
      gamma: f32("OiGWP3sAKj+/h84/KDKnP3f07T8="),
      dy: f32("bh0ovr+kgj9yvwk+DmwSv/vLjL0W3Ck/g2BjPrjsPr/p/B6/lyaxvuOlPb4f1Y2+491Nv2WiAb8sQqi/"),
    },
    outputs: {
      y: f64("WMOibrpX/j/ZUQeOUbf6v+2L2wRHA82/gp0EzWVf1T+gdznTrLyRP4Y0OJowe9a/LZLInuSz4T8dJNMqQSsBQKhIhVI6mAXAa/sGWkVz+L/NHm7orBoCQF6Equ0ohOe/VZdol3bTCcCltPIj51XxPwE9bwWDKAFA"),
    },
    gradients: {
      x: f64("vMyd9lIczD+OG1uWfArVP/IA1QhTjOG/3XG2rHY/KcBaeDSLOsf8v+kAHf5d2CxApVbtKmxy6T92Zol9phThv1/gx1qLu9C/i0OCVzB1hr+YWQ++/K1nv9wZBoevYIw/Nne2EOYzub+X4WOmnOnfP81DNiKjnNm/"),
      gamma: f64("WthsCF7p+7/knumYIH7kvzbpW895hb8/MGGMM7Wwzj+K/1m+apPavw=="),
    },
  },
];
