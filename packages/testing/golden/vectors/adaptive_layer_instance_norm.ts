// Made by scripts/golden/generate_activations.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const ADAPTIVE_LAYER_INSTANCE_NORM: readonly GoldenActivationCase[] = [
  {
    name: "rank 4",
    shape: [3, 4, 2, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("pz/5Pii5rj/XpS1A8eMVQBHVEz/ePD+/bUIBQFt9dEC1f8LAtJvYPVrhyz8SbCXAB8B2v8kQlT/8AJo/skBYQBNx2D/T2Lm/mj3DP9/KHECNhNK8+9YJQAh6BEDwlCU/4qcIQBNi6T8KzQHA1h0hQF8G2z4T8m8/0+QqwGml8j4iCcI/v6KMP2fq9D6izbS/ixZqwCpVE0CGlmFAhXNJv10qRj8Sdaq+n04WP68wdEBv0C1ARmcoQESkSL7dVvM+wJW/QJJmCEBWjfy/0G4BP7V2GcDQgO+/RrvavrfvPkDldQA/YDffP2Dbc75CORu9b82EPna9Qb4VsB090Vbmv2borD8cIUFA4+KEP65dOb8FgUC/DF+JP1oSBUBjlzO/"),
      dy: f32("uqWtvwjXvz3fgfo/HiEnPygM1b9VuVHAZS+yPhp1AT9rAh0/9gb7PXg4Mb+06RS/LTvCv5Ukn782goM/e/o7wEC8tr/BK5o/a2u7PAIa4j4oYDS/OBocQN24mz52lua+5GZMP9S2lT+YJyu/EVvAPoEv6b9l+sY9Xs/0vs/QA7/lmbi/+3uIv8vYnr7gcUa/SFlmPyjDcb9A4YE/Yypkv1Dqyj91Vsa/v26PPp8dF77n/JS/XtLKPk4vS76OkO+/Dv6Pv+pZFECb+Xq/FAMzPHbptr9OOtm+I64dP9PQA76J8aC+4qnEPu+Kjb+vOT+/rQPDPus6U79jc1M/lDkCvpsErb4oyoO/YImhvyIKJL7n3pg+fVrAP57Pvj6PhI8/"),
      rho: f32("RfevPryPMD9WaO0+ZswpPw=="),
      gamma: f32("PnArP0Udgz4udQtAvQPGPzoJNj8oiZs/PYyOP34lcT8EVks/PD70Pze0vj8PoKg/"),
      beta: f32("tIKPP3eq4D/d1DY/snINwFMw9T9HewtAPy1Iv/F+F7/HQoO/oygbvnyy0j5PLwS/"),
    },
    outputs: {
      y: f64("g2U5Lxaw7T/WTtclEJX0P4smHnBJZP0/sI2Kiln3+j/oK9/4X9/uP3iE9xegINs/XYHSJvm5/j/aY/dYCLEAQHBofEc0x/I/zR/n6gfn+z8qZs3Vuxj+P0/sifLA7vc/XLc6LKl79r9gUm95kODxP+hYbdXYm/I/chBmWvfuDUASCA5vyNv7P1xduIDjvP+/rK4Y3z11/79SxPU9TjXlvxSpjcJDnBDAerHTDJdI8b8zgtNTdCzzv44mPiX2ognAZJsez1OyA0DIAd9mHaoCQBZNmj/Zr+c/SindTQz2BEDsY5nhOhj8PxBm5TVTd/8/gGaZpmRHlT+uv9wcrZYDQHyBaX93BgpA2EC1rrpyB0C8EuqZr50DQOgxOuzave8/HIwbQ5ulCMCEHhRIPM7GP/TgSjYhGes/VvruuC4t+L+Lm9XQdAnlv7DYFmhKNPS/MyVs0jRE8b9qNOkXNYfrP4C7/SR5jsk/eE2PWTcOwz/s2VzUFcv4v2krBat3V/K/iM+EEkp/8D+UulySGt3Zv7HPTFvK6P6/NN9jeskl8L+8SG+ZOrgAwJvHKDFdTf6/KTGafVFY+79uJr16xkkIQGGI/KrFqNq/r/Jn9AP89D/HENCa4CL3v8rSIYu+rfK/1wamWnYszT+IQLLgv1nGv1CsTaF4bJ4/XO5Y7g3q+b8Z7FQ0SVHzP2zWIAzbnwVA4OqBXhlNxT9TWbpQEib6v0RZDK7Fmvq/2LpCj0/iyT+ht86p567zP+UJuI2px/m/"),
    },
    gradients: {
      x: f64("UISKezG0wb+mSuyK90XMP2YlEBNA+OM/gO3I1BFQyD+OykAG3m/Sv35oo8DbCuO/JzWQ9wQkxj9di2+UnHrLP6RTW1agRLM/aonLNhqRvz9OdmdH0RKyP2lpSSwBMpI/EPrlZwbo/L9yk7uWujrnv+akJxOfqf8/rAPNRQYn/7/it3zV6Dzov9g2WDkZ7/M/EJqbo3ra0b/u8hhnB5Pgv9Qsvl4RMLY/gfZ14CaCBEBfC0Nqrb3Xv3JUTwGtPcS/0llY0Io30j/Kek6BYbzdP0nFtuO/6J8/Z4mm+93Osz+zmiC2rO7kv3Nx23mko7g/IBYSbIEzgL8mQiSw3TfCPz4G8z6+duC/OtSGtya8z7/SG6+aNT3TP/ZX+JVtOcW/lfPUHUfD5D/1KmCoLRrgv9Aqb660POE/5q7nYnWV2b8pbUnHk1ftP1kc1XcSqei/bMRK3uex3T/Adn7+eD2PP+KqIk3k9eC/JKiFmgBi2j+70FXegIvMPzKwl277Teq/EU3ikAHM278MAge7ONjsP5SsVT9aMdG/YboiRA7FsD+o+HNQeX/bv3Q0uvnvJbC/PCXOeh+l9D+DPipSnqDMv/dkoRPXK8G/CDSbvrI75T/S5IdfDBvyv+HHyDFFIuW/fyB7UqXQ3D9IXVJivXTlv+W1WQnYlOo/DldfJ/Rbx79Pw1IQ9d65v6T0P/PWg+K/rz3XgFF3978+GSCBxXzav5TAqQE9hqs/X6XSKTTC9T/lQd4rP5rPP/IsesTGr+w/"),
      rho: f64("1PlR/6QiB0BzpigUT+D6v+zL8AvhlAfAroR1H4ObEEA="),
      gamma: f64("63jzR1VuG0DaSnvc8FDRv9WVCjxGJhPAiI5p/7fMDECe7qP7xYwJQFIlYAmRV+C/eKtWpyz/zj9J/tRIKvHQPxD0Z7U8MANASsuDN2aV6D/ejgKqVWX4vxCSEtcIWdm/"),
      beta: f64("AAAA2ErBDMAAAACQejPUPwAAAAgYkxPAAADAPhJsAEAAAADAcUqpvwAAAA4KWRLAAAAAAPNVvT8AAAC2bKQFwAAAAFshE/q/AAAAJJe79L8AAABAq87xvwAAACAB+P0/"),
    },
  },
  {
    name: "rank 3, odd sizes",
    shape: [2, 4, 7],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("IL2qPio3bT8bLVm9hl5nQCHf4D9YJQc/spFJQKtAp0CDgAg/yRsawG7ph79FYEm/9CFfQHkMJD/1q5C/zAwMwHKjX8BHNHhAJeu1P8QKsL+Mv9g/9gP8vzsvMECnDGS/3e/Kv2/vVj+aZoG+3wCdvkflGr6W4qY/HAI6QCSl2r8nQoc/t+UiQC+aUr+x+vY9Nq9KvvqK8b9HLHW+Ar6vQHkV1T4/Qm1AMB++vzq9HMCxTR4/mmBZQHBgqj8IqwRAqpKAv0MAtT801TE/MBAeP2CyzD+ODDM+xN2mPzs4OEA="),
      dy: f32("SpWAvyHBEEBHgGy+NolDv5h1sT+nDD+/dA+7Pvm49D4zShjAU3rzPU6m2L8g+oU/gNh/P+5fnr5Rjeg/wYegvmCvWb/u5dy/56rRPhZ1or8BAGI/LWW9PzZO+75IWR6/ctEWQEORmD94asu/3bKaPIgQRL4+ttC/ZyQYP0+T5D7pwKE+BJbpv32jgD20lpa/S0cRv19z+b4Frt0/6QcVQDSw6b+udaa/ML1aP5P9AUDD/V8/d5ZhP+oxEr9eons/xzaJv6Mnhb+KiWy/YCxWP50alb6He08/HoqEPn3ol74="),
      rho: f32("CKQxP3PPCz8I6Qo/QfGtPg=="),
      gamma: f32("p0+3PynAAEAtuvY/1ZF9P4C23D/RZbc+EGo+P5KETD4="),
      beta: f32("7YmsvlTs1D/74NS+eQx2PtPahz/eXrm/FFGqP9vlLb8="),
    },
    outputs: {
      y: f64("1wFolqNu878AFZf4KbHkv4EcbiVMWvm/+mF6A5DW/j94WWn5N/jCP4zPBxQjdPC/D+hVr5a09z8Cg9cCmbUWQFpEZt7GGvk/VrQU6E4W8L9w1JgEeiDGP/QT00XLeto/Wlf5+cqdEEBe0vOWk5z6P3xFkWiuHPi/ChZXsqJNA8BdU/3J3j8MwJ9BkUkdQAZAziB0mRWv5T8oX6j6MXj7v779h2KtI+0/trhjcEpp7b/vPsi8XeX5P8xTKssYvtW/ghJBvDfR5r+3oNT4QuPiP8B462oaLWo/AE3g9ZNlmr9w4DEtx3O6PzuT6MbQAfo/JtGWlEVqCkCGv6YauWf4v8pCem4e3/U/5Fr2kKNkB0Dcn2VrHivjv07Jpm/Qcfm//tiHlehR+r9FAA5rQPb+v7L52Y0Zb/q/b1rcz9Zd5b8k54PM3KH4vzWW4HceLe+//KLiFBJN4D8Asj1yFljAP4YwbheJe/U/NnsypF+LA0DkPa8zzP/5P4FrD+Jks/4/mdEbAVFl5j98gRuzyvPjvxxTqyeUiue/rnOPpTTt579vxxc3XQfjv5LCHZdxIuq/fWW3vtKA5L9LrIltM0vZvw=="),
    },
    gradients: {
      x: f64("nSpEKKEO8b9J+oCQtl8AQDl/ZYXZOdS/UCp632dK7b/jee0D7QPzP4ixIrNXWuq/wAhlc6+pxj/4zZ6TAU/MP1QrRL/5Kf+/P0ZSbyaj3D/8+1OsYLzzv+78eCYPUfI/cdOa0zGg6T/oOvH6NlbCv8NKhx2r5Pk/JcrHLfYLzL8Cc0Dqrj/mv2xByEODn/W/CsZOzS6G3D9KIzn94W7wvxixt1AnV+s/ynmpB0TQ4j9KL6sJr5m4v7806KXkD92/J373vCNv8T/nk9QioQDlPxF/ljormu2/lNK1w06ssL/C+82YYcG9v0h9dLk+0PW/qXYymxr68z/IJGeBdpTRPw5wdFWvIOQ/6ProsCyK9b9oQlXHEFCfP5vTJLqogsa/UPwG2Bu1sb8lh8WmCaumv94uQr/e3dQ/FlsPG7kD2T/De2FJI4TSv0R+E0VCQcy/jIH11HKXxT/21LLKxYLjPzAsCycYoM0/cAr1mbGW0z/Vfpx0yajUv41w8Km+99M/ejI67qSe4r82jBqGifbBv/QIDKV7bMO/3b09kU+bvj8b0vIX0VaQv8U1whws6bg/HQJkFlSGrT8AymCxNUqiPw=="),
      rho: f64("5k2GVyua978o1eUTHhTpvyDS/NfA7Ng/fC4gWgzR4b8="),
      gamma: f64("wEYxIvl92j/0mVjhs/0FQCBuomZyst+/JPYVZ8UxDMDFCBYRRWcCwGl6JPn5FxFAyLZmeW749r8XtYL85Oj1vw=="),
      beta: f64("AAAAtG5J9D8AAACCzdD7vwAAACCTy/C/AABAX5fJAkAAAACbzdEBwAAAAIjnv/S/AAAA4FTaD0AAAADgrK3kvw=="),
    },
  },
  {
    name: "rank 2",
    shape: [5, 4],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("1ZYOQMe4KECi6MK/Gio3wHpms0BTo9dAGkdHvxsI8z5+5DQ92Yatv2aAXED/rTw/ng0AvnS5gr/+6rC+X310P3WMncAN8ok/Bz4VPwvye78="),
      dy: f32("0ep9voc+N7+2dge/9FUkv8yYmz/ZSQu/2+UzP4m78z+9Ha0/ob1QPvktq784nDO/CjkHvwNDuT8bwck+YpFrP/DOkD+KLc++vMkfPwQV6D8="),
      rho: f32("1pW1PngjMD8jRsY+ARmmPg=="),
      gamma: f32("ePV8P6uHnT8nYSY/aAkgP3Ikuz8VneY/dzCDP3pPgj5t6DM/z7BDP8DBRT/ncJo/UphLPo39gT8jSYQ/49M5P92bUz/CQHM+HS2rP/UHqj8="),
      beta: f32("0iM1PkVuPj8k1C4/2ai+PxbvSz8oiA+/TOTjPzHgCUC99T1A6+jlP5QntD6B1ru+H6zSPw1U97/oq/i+t4GKPedVYb6OrYe/IDhZvhExjz8="),
    },
    outputs: {
      y: f64("Xulmi8TZ5z9r/msJP3DyP5FYO0r3ANo/BLUk3LGf7j/EalXAWuz4PyiakWpKKbc/sHgpEy+o8D9A6IawkSYAQH9HBNBzWAZAVNV5Q1c1+D/bJLSUsXXxP+wDGKgS59a/7Gw55Uhc+j+dAn6XwJ4CwE64NTivkOW/xIlHKpw06j8Iu1t1hoLxv5NifmwjxO+/fOYHlWQI1z8uSdLuIl/yPw=="),
    },
    gradients: {
      x: f64("gDhgLk5EmT8AuGvRukmavwDuffe5zoc/AOxmseDDhb+AQEaNj0TPP4Be6ZpPysm/AJA0PtPze78A9axhhWqiv0B3VRb/5dY/QA2ZT34Wvb8AEFkNLlJtPwDME70Hts+/UK6qd2St3r+AnGr5mvPRPwCgtQJK55y/wNfWPHwQzT9ADumQ2ojBvzDuusSF/s6/AGx+qLlymr8A5VnF2+rZPw=="),
      rho: f64("ksHelmfv5T+4HXq5iLcQQP6Ga1N2Lfw/zVrMPGR6878="),
      gamma: f64("lX6ShEpCwr8dti5VA2rOv4O19/fi08w/arqMt7R/4T+OLPb02j/kP11alVOXK8m/Uz0H2bs44L/LQnAtnDfwv+nUidHWi9W/p2cW1XZUs7/90PI453r0v0/48RInenW/fdwTYh78cb+1Q4sZxwbiv4EGgD1aX7K/FZu2qvh57j/xUclNWyXzvyPrE2L5V72/4obGxTIW0T9GIte3LqWkPw=="),
      beta: f64("AAAAIFq9z78AAADg0OfmvwAAAMDW7uC/AAAAgL6K5L8AAACAGXPzPwAAACA7aeG/AAAAYLt85j8AAAAgcXf+PwAAAKC3o/U/AAAAILQXyj8AAAAgv2X1vwAAAACHc+a/AAAAQCHn4L8AAABgYCj3PwAAAGAjONk/AAAAQCxy7T8AAAAA3hnyPwAAAECx5dm/AAAAgDf54z8AAACAoAL9Pw=="),
    },
  },
  {
    name: "rank 5",
    shape: [2, 2, 2, 1, 3],
    layout: "channels-first",
    settings: {"epsilon": 0.001},
    inputs: {
      x: f32("sOUxwEiQhr+1DSdAVg9UP2T91D6P54e+bQCiv8p8xkCEFLC/AUCUPwhOlb4+lBLAu8+gQEP5H0A0fxrAquOKP4iqi8BBHa688pU/wJXQjb62nClAIgPFP9Se9D9fYRZA"),
      dy: f32("cNyBPzyUK0BQkvA+aNcKvyN5qj9ikcK+c3wMwEClxb93cpG+zDaJvnZZi75LXIS+0DErv+AshT86xA89VfoRP/cMQcDID1E/FgamvxDtyD8tEzS/fdcbvwdzBT8vrLW/"),
      rho: f32("HLxIPw4nuz4="),
      gamma: f32("BC6eP2X2tD/KYMY/id6ZPw=="),
      beta: f32("Jn/nv/8ngL/7S3Y/OeMsPw=="),
    },
    outputs: {
      y: f64("MLTCTiXxDcBHCrbSP0sEwABYF1Ewk5I/ha5PoVya87+SDi7t7DT4v9LRoVqD0P+/4/Hbg/GM/b8wJ9PHtDEDQAAfjnkVjf6/NsfFxDAB3r+jtAWloLD0v72r/TKWbwPAQ0KUzx8rC0CJ+4wzLZoAQCDHg2j8n9+/sOJcAqFe9T8OvNEK2Tn4vxtnkoUEOug/QSFDt87J87+8h74cxILFPz7TP3ql6Po/NkaVqEW38T88xVLXG8v0P9XxdTojbPg/"),
    },
    gradients: {
      x: f64("pnRrFMrBwL8/466VNYj1P7PIL6UO890/AtCxG5v74b+SDMRS4XflP72NXncct+S/vPu/SeUt8b8eAMLftPTRvyCBbH3R+Ho/ON7miTlixD/IP4wePiOzPyiwc86PbZ+/m7/L9F5c57/wv+O9YoDcP7ZBopfq6t0//rod3szb1j9Xvc6E9CTtv+1GwdP6f+M//1YZQmn+3b8QeTL7oMHuP+KafoWQW9G/8kaXy1ewyb8hcmjiHBjYP8KPrQnRVuS/"),
      rho: f64("RKLelwAX/b9oZ3sPuLb0Pw=="),
      gamma: f64("riBz8mfXAsCWgj2VEQQAwPQ5b/lADRJAPBckx4MOwr8="),
      beta: f64("AAAAlJRMEkAAAAA4r0kTwAAAALZYkPO/AAAA0CAA/78="),
    },
  },
];
