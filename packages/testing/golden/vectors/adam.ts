// Made by scripts/golden/generate_nn.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenOperationCase } from "../types.ts";

export const ADAM: readonly GoldenOperationCase[] = [
  {
    name: "PyTorch's defaults",
    settings: {"rate": [0.001], "betas": [0.9, 0.999], "epsilon": [1e-08], "weightDecay": [0.0]},
    inputs: {
      before: f32("jerPPxGcHL9ENge/CVeJv1uLXT9pTBPA/lXfP3XeQr8YWaM+81p/vlomuz8="),
      gradient1: f32("WvVSvuUPBL0FTx29LDLoPftB4b3RQI28EMmzvXVTijubuG49JWjhvX5w6j0="),
      gradient2: f32("dbcTPEiopDujmBM8QAvgux4ToboEURm8KZAvu3HJrTu2pOK7GQKCuzks4bs="),
      gradient3: f32("ypBdupH2L7oKelS3t3KSunzNdTm4jdk6voVCOncnSbnFr2i68txDulrV3To="),
    },
    outputs: {
      parameters1: f64("fGZxM2oB+j/ZJ0H5UIvjv3dQOlmX3uC/w6xus/ku8b/w+dyGnLnrPxmPWdaAZwLAbehsU9ju+z/k5KPF/2Pov0U4XLLAWtQ/yg+MxJnKz79kRJGssmD3Pw=="),
      mean1: f64("/////4gYlb8yMzMzlGlqvzEzMzM0dm+/mJmZmTc4hz+YmZkZmYaGv8vMzMwpQFy/mJmZmYH6gb+YmZmZSqo7PzIzM7NC33c/mJmZGWqKhr8yMzMzpnGHPw=="),
      square1: f64("OXOq/3BABj+DCo67vXCxPj0pmwP7vrg+RjUL5h316j5kitam2l7pPqOPpqTU85M+L4dmMFEp4D6a4wBKUyJTPvH2CUZvfsw+gw/mJXRn6T5hpNCqHXvrPg=="),
      parameters2: f64("i3XDAAYE+j+9d+741IbjvzEwctqj2uC/tQjrCYgx8b/m5bsYK7/rP5Q9tvGRZQLA50Hlaq7x+z/210HbL2zov0lAdOBJUdQ/csBak8ezz797vzYcJF73Pw=="),
      mean2: f64("mZmZkSIQkr/hehQunadjv61H4TqN72S/1qNwPVN/gz8J16M8XoaEv8H1KJzsYGS/CdejxLS6gL+3HoWr+dNNP3oUrifgpnI/Cdej2GIZhb8Trkc5NbGDPw=="),
      square2: f64("OdATsqdFBj/GoIl9udixPtuJrC4zFbo+uxXOQlAH6z7PZIuHK1npPuSKbFgaz5k+iihgWggp4D5BWXLbjahoPkinw+vf3cw+YqiRvGZp6T5Yu6mhbo3rPg=="),
      parameters3: f64("buCz9QwG+j89IBwsQoPjv2v2vIiV1+C/ERFIOXsz8b80FAPjc8PrP3sAuQMxZALAnO/kANrz+z8Ixn2PXXLov//oiM0hStQ/T5gnQv+hz7/mS4ZKIFz3Pw=="),
      mean3: f64("1qNwyuBXkL/+1HgdOT1iv4LA6qFA2mK/Di2yB51RgT+8dJMjpGyCvy7dJGYl+2C/EIPA4g/Pfb+lm8RUdDdKPzrfTztQbHA/Idv5jGskg78Sg8AK0hGCPw=="),
      square3: f64("5UAZngxABj9Y9ixOF9axPht92P6FDro+3DE6fhAB6z5qGLTatVLpPh3CokvT95k+amVc8zAl4D5H/MKoTKdoPsoU6UEt2Mw+/WwbFDJj6T6SiyKi6ofrPg=="),
    },
    gradients: {
    },
  },
  {
    name: "as GANs have it",
    settings: {"rate": [0.0002], "betas": [0.5, 0.999], "epsilon": [1e-08], "weightDecay": [0.0]},
    inputs: {
      before: f32("yxtQPSYSI79Zf0M+lWoGQOYV9j0GAR4/7a+ZPhhatL4JPpK/Dd2yvl/oVb4="),
      gradient1: f32("5kdwPeXSqz2RsL49AfTpPORGtT0ugJq9MEsAPpcYUj2ZMvS81xhIPSai97s="),
      gradient2: f32("+mc5PL0BeTzXCrM8Tc1kvIaabLyqTaW7iMPROjCNDzzC2k47oqilvIKsSLs="),
      gradient3: f32("cAxZOpZFcTm0wUc6wiBpuZWCUrmxn0M5M/zWOa3uTzlIlPk4Ys8vusHzxTk="),
    },
    outputs: {
      parameters1: f64("otxffULpqT8Haysu6GPkv/cHUWddacg/j7t2xOnMAEDfSaNOobW+P/0MKy7EweM/yv+mw7Yy0z+9q1LciY7Wv29D7WjvRvK/oSJSfOhe1r/2ttYnfrbKvw=="),
      mean1: f64("AAAAwPwInj8AAACgXHqlPwAAACAS1qc/AAAAIIA+jT8AAACA3KimPwAAAMAFUKO/AAAAAGYJsD8AAADgEkOaPwAAACBTho6/AAAA4BoDmT8AAADARPRuvw=="),
      square1: f64("4Q4f0xDezD5tBvjj/oXdPjDX7ZNoLuI++03iEPZdqz60cq2/P27gPgIqBOvW3tc+brwU95J18D45g2UN9xHGPqmVxnX10K0+lz3HG/gExD5YzS4HQaluPg=="),
      parameters2: f64("MSQMyHDYqT+hUtlI8WTkv2cVNbrxZMg/ZsIgyujMAEB/BJBThbG+P9BZoeajwuM/0G2TJiEx0z8DbcLylJDWv+eNLeahRvK/bIKCYSdf1r/AZhbrTrHKvw=="),
      mean2: f64("AAAAML7PlD8AAACIakKdPwAAAMhfg6E/AAAAANCaJD8AAACgEIiOPwAAAGg85ZW/AAAAxEdyoD8AAADw8p2RPwAAABB9D3i/AAAAgBo4YT8AAACA6gRsvw=="),
      square2: f64("NtxX4K3pzT6mzsKHdHbePiYO9hA0KuM+iNkiPhXxsD4sk49bAdrgPuKcussN9Nc+X9goSwxy8D7t24rfK7HGPpGX70jnHq4+C+4uogNuxz5Xzy24BdVxPg=="),
      parameters3: f64("I+4/UkDPqT/FjyWXfWXkv1gLAluSYsg/x7eTAOnMAED7rdRzZK++P1BVfFUYw+M/e2Ywekkw0z/olYi+qpHWv8hscQd6RvK/gCpM3T1f1r+b4C2t467Kvw=="),
      mean3: f64("AAAAoMqohT8AAIDtu36NPwAAAKJA55E/AAAAgJASAb8AAIBVzx5+PwAAwHtUtIW/AADA0AaokD8AAECb7tGBPwAAAOyykme/AAAA4D5zRz8AAAB8G+1Yvw=="),
      square3: f64("gYEjZH7jzT7zaMattm7ePsyBNeKbJeM+er9RTPXssD4YIfmCttXgPt7Zo4717dc+U55xE+Jt8D4lQ+BXcqvGPs+LQnBQF64+xUtXavtoxz4uHeLqQNpxPg=="),
    },
    gradients: {
    },
  },
  {
    name: "large epsilon, weight decay",
    settings: {"rate": [0.1], "betas": [0.8, 0.9], "epsilon": [0.01], "weightDecay": [0.25]},
    inputs: {
      before: f32("bn35Pe6SkD8kdpk/pZk9PlklwL7WgyO/QdTYPnhknj2XDbC+npIyPWC4Hr8="),
      gradient1: f32("+/SOPdQkN714x/o9KkUlPTghcz3qPOC9EsKKPHyqlz1hUcO9ERbavCG+VTs="),
      gradient2: f32("t/hgvPmKTjuNogo8ttIMvNu7ZTsoAVe8PODKuTRdhLyruzc8EP2FO1IQgbk="),
      gradient3: f32("NzRLuij0pjp+6gA7h4fzusgGojrmVtU6KTexOcIwnbogUmI6bLU9uW1QHro="),
    },
    outputs: {
      parameters1: f64("XNwZwdqhnz8WQZkdTonwP6rboSWlnvE/mqcuD/hyuD+zITtewA7Tv+cwcYufWuG//Pdihn4v1T9oxYq6Y5mKvzyOmNDb4c+/jiP6/ffOuj9Ux6oXf9bgvw=="),
      mean1: f64("zMzMDG+IlD8yMzOzEFaoP8vMzMyZnbU/ZWZmJle+kT/LzMzMfjt8vzEzM7M6kKu/y8zMjOAmmT8yMzMzXCCTP2VmZmaMkaK/MjMzM43Cab/LzMwYexOfvw=="),
      square1: f64("BrnJoQR4UD/l5D6ogCJ3P2UAEJBaQJI/cV6V66WYSD9kDuykryIfP+SY5mZorX0/BaNTnSm2WD/LIJiHY5RMPzED9ObR72o/Zc4aT8Lr+T4zXIx5ntxiPw=="),
      parameters2: f64("ggozQku0lb/+ys/Ijf3tP5FkPgRWHPA/2J9hL4qunT+9r0zdkJvLv2OmTxJ58Ny/e1/fW2YOzz9rgD4bkmerv0rvhWz37sW/q5ZszfKCsz/PYyBkxLzbvw=="),
      mean2: f64("UHf9+kJkjj/yriiR+h+3P/a5i/9N0r8/o6bBQQhTkT+E3fGRtiyUv6PBQWyLo7K/HLWsBM5+oj/YlGRVcqeGP1xucNA8FaS/HkNnbSn8bD9h8cDtCu2pvw=="),
      square2: f64("a4l44x3DTT/tgr4zNGuIP+z7gW8JrJg/Wslw0tzmRj9edUYBEP5DP6x+yjEj4oE/00E+KZ6tYD92aXbJnfRKP2LxtRznYGo/BRGJg7TZHT/1X9AeVTRvPw=="),
      parameters3: f64("idvpxqwKrL9F0frB+uvqPzOXWwiaQe0/koJsJPjrlr+w6yVWdQjBvybDOfZnede/Bo8Oi/9LxD8SLkM1R6SyvwDdhbI89bm/otUZRJy/oT/wQTWEEezVvw=="),
      mean3: f64("zURfX0zThT9aENous4++P5xy6tolOcM/zc3yARXtjT8bkUZ9/O2av2PvqqmYnbS/Ygoq2MgKpT8wIbutYU14P1m7dOxZXaS/LWCz7RQOez86HPS9xeWvvw=="),
      square3: f64("McXtdSfoSj+fAydm0KuQP1Xy6bSky5w/N3lGE++0RD/xlUqIshZLP8KJIWgoo4I/niXON98OYj+0lDP+4vRIP4WwUiUeL2k/ckodBPsZIj8WrBBCfedyPw=="),
    },
    gradients: {
    },
  },
];
