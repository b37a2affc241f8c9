// Made by scripts/golden/generate_weights.py; do not edit.
// PyTorch 1.13.0a0, NumPy 1.24.2, Python 3.11.2.
import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";
import type { GoldenActivationCase } from "../types.ts";

export const SPECTRAL_NORM: readonly GoldenActivationCase[] = [
  {
    name: "outputs first",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": 0, "iterations": 1},
    inputs: {
      x: f32("epUpwNfYBUD0C4vA1PZvv8J0Yz9RI74/a9Aav7evMkAMGj9Af4LpP6tYMz+MZ5dAKfh7Pr1CLr9iB3RAUOG3v5KVV7+3dqbAuvLrv1J3Gz/CriU/fPYmP5NU078QhMk9INQBP2sxdL/8vUxA5ra8P0ms/T/Gg5A+p+gxvzn63z7BQ0FArrmcwJ8Zdr6MjQrAbMiIv6QJCkDbAUdAUOR7v+Zg7z6iDJo/3Tw7v721iT7qd/q/apESQKZM6z4e3BhAzIGjPxzw+D/evQM/XIbBP2sGmz9W3mM/+ZzwP+U2GsBVEa8/zXkoQAVkK0B43A0+CId4Pw59CECauwPAqUlKQFniK79GNCI/RbTOvzJtRUBByjDAorkmv32p2z+MXbY/"),
      u: f32("8eiUv9NnGL8Pjbq/fhkpQA=="),
      v: f32("WbSfPVDHgL7xmE+/zAGGv6KSET+T9Au/dnqAv22DKr+Lh7o+Ds6Gvxgrnb8swAFAdDzmvXXSJz8H9ho/ypR+v/Uri751D1U/"),
      dy: f32("hbw6P9U1lT+f3zY+PPCLPztFnL+iFwW+bJ7fvwpto788VD4/YCKyPsZgh7/RCY+/Npm8PopVIj8d7Xo/plciPzuXLj96e8+/1ACTvmNUCb9pY8q+UAMOv/CUVj8dQsm/teaXP5nLDcCAIcS+terGPWuVtz4fJEO/FvIavccNLL+FwQa/oNwMQN0COL/yNNI+TOylPLafvj4HvilA8CO+PrxJrr5BTwM/qMmEPx93mT+G2OW923UWvq2Tgj8he7Y/+yUMQLX5Mj/KrZA/y+bKP/KEgj/58Xo/gbSfPxWbPL+WFIo+1NeKPQuK7b4uD3e/IfltP3TBrz/JgNu/bXdFPQ+rXr5PIlg/tT3tvZLggT/lGMQ/q0iqvad6Rj9L1q2/"),
    },
    outputs: {
      y: f64("D6CkHLB4zL/3jUU0uXjGP2Q+KDw0WNe/Hlwpd88ktL/JFJg8AxizPwn4YyAZ7L8/r5g01eL9qb+uVB1f6f/NP2545MfCCtA/GPVF/Bqawz8ygf3yRhyuP3rR5/lWa9k/aIN/Hs0mlT8GCHY5skGtv0umhuYofNQ/XNnSQiPfvr+rtaFY4xiyv7Syy3aV8tu/2vOnpYHOw7+vyKpE6BmqP57E9VcD0as/cRtC+ggIrD+b+MroeL3Bv4uf/zyP6oA/wiltNQPMpT+r4Yg7sH+0v3+iUjvkL9E/CqV9gOquvz8E5d9oaUvFP+m7YUg4Q5g/klGpsn3erb9B0Yi1Qc2iP8I2S+Y9OdA/qJ2rOAdQ2r811X+tq6iUvx5SqFD7Qse/00eoE+j2tr9wZYwB1izHPwc7A0OmtNA/8mU5mCIltb+/+B99ORikP3S51QQE3bk/lM/hnHJvr79ogaXlvx6XP89UubOLBsW/ZbEPO3ibyD9uRkykkMCjP3Exufzjqck/XCv0QIFzuz81UfXZp+XEP9tDaT88HqY/fyzjPtU+wD8NEXa+8wa6P/i/GRrgILM/LinZ5cEyxD/cy65rHOTJv1TXCZdhZL0/lzH1xQ9JzD8kQAciWMbMP/PN5+Ar0Yc/9Egpu9XctD8+krLOQOrGP1MvG9/aHca/xX2BmCX70D+Aae6xjdusv6cilHiCO6s/vTRxTA5awb9nLO0lrpLQP7jAB1dors2/2KleltH9q7/KydAOhXDCP3RicSgJnr4/"),
      u: f64("ucks1pkh7T8g2Xvm7cqxP3vio+s2oqa/FjRCsZ302b8="),
      v: f64("CTzCUWJ90b+oM1dZ5mLOP5XzYS6Guti/jU/Az5Gvw788WuBzM7yhv6aY2bVS27o/8ssSfufWsr+MnOPRQi3BP3MF3zl4v9Q/ftVwVnRWoD8pIc9PqRS2PycenxdRTNU/tz/NX/SisD/uzsKOs7LEv+iGmYgwrNk/Z3T0GvMtv78T9jbvbXjAv/8vITTwkN2/"),
    },
    gradients: {
      x: f64("kj+7G4PtuD9OVeHufQOxP9xcYUFe67A//lUrzIKzvD90AJ3jQBC5v6CLV4w6YZm//eqA5qGGwb9HDUOvG/u/vwCBed1tAZQ/nFHZJumVmT8+I4ILGaa5v6vy+jAJpMG/Qu5rjuvclj+cGni1ERqzP34+0muh7p0/w/iFSVnAsT9FCKLWMgOzPwrz3VuLMbO/xrBU99falb8/aAhzlEiov2TbHRro+52/HUnfiicMp7/rwx0qRBqyP57D4Mi7B8G/PRGVtmKxuT+Ox031vPrHv0uuIz/gI6K/hp3s+cgJgD9DKc2GGO6dPyWA0VHGPbG/GOOEL6Bjb7+aX5I11wysv3Cp8/ipsqi/I6UDxYPOxz8S1V8pejquv2SYGHm3CKQ/oKckg8y2DL8rmnZ9UcigPzjdqIovLsw/+090Qknpnj9AeiuUL32dv/YSZub4Y6Y/01i2qjgstj846vWwZPy5Py5mOGimD36/I9/iaFLXiL8HOTpOeRC2PyYTzS4QL78/qNWmsjqVxz8KHTAoOIStP6QZHDka87g/ARMJ/rTuwD8QS0PZirO1PwLsv8hbTrQ/gERq1uuwtj/nppN7AYGov4C2ZkeUeCC/+KT1e8Oba79KMlmoMfykv0frx8g1KLO/AJjFTt/dsj8qNjIDGYi/P+KcPfh19r+/54IaCuJGeD/eG2C47/mKvzbuSv6jKbc/wRnbWscleL+J75fmu12zPyaAzceKfMM//iFRP5L9jL+/x26/63CtP04cDMSfE8K/"),
    },
  },
  {
    name: "outputs last",
    shape: [2, 3, 3, 4],
    layout: "channels-first",
    settings: {"axis": -1, "iterations": 1},
    inputs: {
      x: f32("5NydPY3Nrb8vJxvATPofQIrv/D4mWFO+ylSxP9sjw79Kah0/9Q/ov2R8Aj7hYoRAy644P7//gkAFNXBAdK0BvnDg0j1ezVC/SzesP7MFVT64F5g6nQ07QNGaAkCM76y+6f9PQIIsj7+dY5Y+YHRlwAuEgL9iqf0/vzDHwJ4HjD9hyJi/MH/cPtwBTkAiH40/5IyrPzoC3L5EmsG+2cPLP+Ekd0BDwo1ARrzHv+Gmvr/IyAo/fnF6QNYUlz9kjU+8BTOXvj8HW8BoCOA+hAtsPwVAAECs2Q1Aaji+v8t+7r9qQxg/lTMoQH0P2j8WD+6+lOJrQGGYNj6xsoC/lFEGwBwKQ8B8idM/MWuIQHd6bD+fwi9Anj8pwLPNqj8qgt6/"),
      u: f32("VZ7MPxsBWb7wp0s+Gk3cPg=="),
      v: f32("tabLPkUU5T4cMIK/hS17vsZiq74PzpM+nUsFP9vNRr12wQO+Pe53vz7BB0DPauU++D0GPpa4Hr8ZM1q/VtpgP8myPb85kzo+"),
      dy: f32("Vb4Pv262rb4Znxy/rW9hP+D25z+TtFu/OO/NPwE/I79QARQ/x0ZgP95qMz/+FmK/Sg4ovjh/BT9p9rg/T8aSvtCzND+p6Ts/38oWPrWRFz51IJs/Z9b/vxwuhb8JHBY/D2/xPu43Pb+CHZW/GL+ZP/w0Cj6hoaC+CIY0vrBelr9Ywim/e1H0Pu5lJz/53zc+Upo/Ps5DDD97Xlm+gLe/P/6W+78gmqa8YBQIPyyOB7+IY1S/qphTvyk6+L/QwlC/u62wP7Vecb/363k+zw36P3++Kr8PSKc+pGHJvyROtD9VSifAjUuoPSQxu79S6K4/hkGMv27oeD/jNZm/FuE1Pwlglj+eTwe/IuLhP230MD/1fDq/lR1Ov+IE379FjCXA"),
    },
    outputs: {
      y: f64("3BwIaX/rfT+mSdpqdHjAv+WLuscEaM2/kIoGahxSzj/bI3qzNvinP/SQDEY1B5S/MWeM9AzOwD+dhYLKF37Cv3k0wfLG1a0/YVU7idP9xb8zwzRYK7uIPxkLO7tfF9k/XyGNUmaAsT8P2Yu0ENTYP8ExgBlrw9Y/dC9dv/KTiL9zGN0W3fuDP1KFQlaJybO/7Bf2nPRRwD89dSsq6i+UP1T4BhuH0xw/ssCVxOe50T/epRea78DIP/+ItZtqY6C/HYVe9BC20z8HjojTySK7v3mKT0rfgJw/ko5KA5C+1b+WAflrlFu4v0veCETTCcg/zqc9u1rg4r/5weiSPIq6P+C6vaUC9by/baKRVz/lpD8OfbAiu4XTP3d/aag2v7o/0HcVqM5BwD9KOPrKZ9mkv6lst0/LWKK/QvYuoFVPwz8I3DVntWvXP3tnBaoh3to/qy5HqZPtwr9ZaBCmNRHCv6BbmKvOTao/9Zk0s7+71z+ot+UfdqK8P7KwsLY2q1O/FPeLoS6onL9WYlcDn8HUv7JjEu0HO6U/s3R0AHJetj+irJLtr07IP9ICFIaR4so/RCQ9xr0Gwr/G6fm745nGv0CJLjPP26w/YYJXviDhzz/aNS9qJKrEP/KferlNj6a/+3br25Ba1j/2u2hzwU2RP1mCNc1rZLi/7lwwgyJ1yb8xNQQxp3vSv2mlhyniC8Q/PtZPewfb2T8HXISg9Wi2PyPB2V7wp9A/D03b5fYJ0L8n9Z5bsC/AP7qqE6kMFsW/"),
      u: f64("reOUflYH5D97R0pXG7fUPwXf4ewGBNm/VqFt2lrz4r8="),
      v: f64("gMucB3tqtr81whX06EqtP6upKxzcYtC/fCOUplyooj/VnlbUipa0v1l5bRte8KA/f3gJ2XpS1j8cxKGD8c/FP0OPUjNyjc6/b6WHHt94gr9g3BNiwTPgP0eruVn08rs/9Zdv/3VgyL94O9eFVyzWP1aDpL+uMbQ/4vj/AEdD2D9HGGwCir/Vv2y3ZsiroMA/"),
    },
    gradients: {
      x: f64("dCS9G/YWrb/U16lmoWqhv5G8Bj8riKy/YgVGn6A8tj9mouP0okjGP0pkmac2grS/KkKd4sJTwz9A7E5VaQqwv7CWneV/p6Y/Uh45u6zbsz+lV7gSGbCyP6EjMJVE37K/8n8K/3DHjL+p+5iU9rKpP6EqnuJ7aME/pb/iIqNFnb8qKqSS1UawP/no/8GJXrE/20Xm9ElokD+7JS0VWZKRP5gGMWQDwL0/uGr/cYcnyL8s65ocpHW5v5uH8oNgyqs/oZ76gGk7rj+vNGL0vgewv93t33rKjr6/5fZKWk+puT/c36aeIkiUP2erInyuupq/ZC0aARmYlb8Xzhqa/zK+vxajZcJomrK/7IynLgWNpD8RWh2MSW+xP77SycZb8po/OAGjBe7GkT+EgrzoeHyqP4brXMWSXJS/S2HR8I42wj+Biy0jeCzFv57MwBOkIYI/jpJ9dTYgoz+uVh9QOOWxv7coMK31+bK/x5m4pPp0s78mhqNJ+OHHv3muJFhE37S/XjHfcJF6vz+MyrY3X+m3v8Anmku9spw/d9slXWilyD8bMdkT0w6pv7MghpEgoaM/hYUg2mg5xL/bbOgi4re+P3faTtl+Ss+/7/Vlgmpjgz/LuSvgu//Bv+oO1D6OLsA/a5kl/UaWtr97E+0tgKe5P5MYGhCWiL+/XCFF/gXpqj/CSA7hRuu4Py5ZXgWiWa2/EVPzATuGxj/nLIlqeyi0P5CqE4GuTbC/revtsRfTsr+flXea4o/Fv7cul8UZA9C/"),
    },
  },
  {
    name: "transposed, three iterations",
    shape: [4, 3, 2, 3],
    layout: "channels-first",
    settings: {"axis": 1, "iterations": 3},
    inputs: {
      x: f32("VkzYv6LZTkBREY5AVk4JP885Tr9tRPg/4/S+PlkRs79kSwRAspLyv324/z9FaoA/VbCKP71ZNb9crlK+UgsbQIgrij+id1bA9TY7QFnSyr9efwbALmPPvnUwW7+xWv8/VI7+vqDUaTwB1KPAR27vv9uDQz9Q4W0/nnhNP+sUrj+9aI2+d5g5P3T/Cr4kBPM+yklYv1gA3D8Eb5G+8f+0Pub8Rb/UMhu/oIydP3NGMr81CzBABvz2v8wiDECNAU9AjkJ2vlGEtj0Xere+W10CwDyqBcBMGwNAGzACwDF2Sz5q3jhApIjPP/MCmUB6vRXAxEvGvptdGUCrEwhAl5pkPxL9hj5PuFg/Nz+rP+4Qdj5Ij/y/KgcBvxxV8z+aBxU+"),
      u: f32("OIb5vgZdMz0xPVU/"),
      v: f32("3Jqcv2AhtT++0mg/vbG6PgWX6L41eMM9rgF6PnqDQrw+SgC/vC2fP6qvgr6qFCw/Qs92PNofp7/Uy50/my1vP8t8zr4f/o6/ycQoPlRuKj5h/Z8/QFexv/9LDT9sPiQ/"),
      dy: f32("BA6qvc6Vh75nIJS+Enf3P7DVZ78kYRA/NWt7vkeCiD9yfQE/BtrzPiWIlT4jYog/ggGtv6k1dD0P3rg/lmpNvp7oWz7Lr8w/r7dDP8xqwr5Gww7A1yFUvg7M9z5brw4/+M92Phk1Ez8ZbVM+YfUFP2Wihr9t1aw/RpZyP4jcnL9kYSU/zKeGP6UhDT/OIJQ/IvouP0DNyb+9/Z0+90CxPzQ0PsCBIJ8/0UfmPTWedb/TdJg/n7aUP8na3z4VLpw/W5f0P7S73D2hc5y/hRbYPTuHOr+vNYo/MRgIP8089j8I6pG/xDHVP0tDMr6wiADA8BtCPca5UT0xqC0/sZMgvvvjG7/hRpA/8M5LvyDKEb/kaJe+h7+bvsYS076rwda/"),
    },
    outputs: {
      y: f64("NUcz7xpKxL+HVwYWOWfTPxm93s4ep9o/jU18gm7CqT/wpz4gO1izv25LV6nMScc/MTJEto/poT9+WHBIEczAvwGzoSe+0cg/P8PrQQ/Bxr+pyWYsyPzHPwEpukNtF7g/pHhZ+dcEuj+QOPCf4gKxv3J4uOQ3w5O/keYvklkWzT8+LWnq7eu5P9AJcqsjHtS/WnghV7SP0T90q+EufAbDvxdlJGiMO8m/LcoOFiB0o7+oXDHuh4+0v2XiDcX788c/pa7VQ9Dgp7+ShiUPH+9VP0vQ0LE3vN6/x/KIQpp1xr8Bm/DeBleyP8TPJLFdULY/z7wD5htGsz/FS8CRVVTAP4JeNXZ+h5q/x+KR4NJosT9AuZvxrxOKv1Yp132zy6Y/HdNPxt1JtL/lgbULCKPEP/3kdd3HSJu/MgmNRnb6oD+X7DuIaJKyv0XM8gXDHa2/5RBxrqmOvT/W4FT0CLmwv8M0uFpzg9A/jOw6h/4qx78F+iljWErKP308Vqn3atM/tqfzv5gZl7+LwPaR5B6BP1sDtHvyNaG/dnJO/w51yL+9En44kBPJv+L9FF2xmMg/xBF3w5FsyL8XhrCq2hWTP++cQh9fV9E/7X/LqKN3wz91CQqSubTcPy5WjAycF8y/+DN6a86Zor82/c+Ku8XMP6X0IN5lh8k/0VN1+ZtxtT9eLYqVIVOZP3I+BcA7VLQ/7qYTzUIQwD86NsMS8RSXP4RITSzgsMe/zZfWetw0qL/WCWvYS9PGP/RSExd99Ys/"),
      u: f64("hF4xvMKw7j8jxwdL3sTLP3AFCBwdSse/"),
      v: f64("2+QuzM/axL9HnEs9mo/RP6FTmcSjetw/Ft1YN741oL+p6FIcF7mpv+Oyodd5ItA/FHIGQAqjzj9+uehcQy7FvyjHdF1Yd9K/uP1dRsc9tr8TFzMaekuuvyT9QTI7W8g/NikJY4v9p782l8o9nsjBP+yfnS0ytaI/v2Lj3SD1mz+T9k8Fr8OFP593BDgJQJi/nxiQ0C5by7876j7HngKwP1qt4clcjtU/G/do4wsZxj93A/buTszZP5dIg3QvDsm/"),
    },
    gradients: {
      x: f64("4v46Fm2Qgz9+hOmZ7Kurv2pe7CGKErO/tnq4kvWkxz+4ciy2vWC0vwJkZ2MNspo/9PwM8yeRk7/gFKm5Meu3P+YitGzIzqI/iN7+9KxDpz/8sLxmskqdP5f8uhNUCLg/YpYpDk6mwL+63V9IFs2GPwmFVQvGfcI/gjs2v2Hsk79ZRXpD3ZaTP3uiKvkU2sM/cKihc5Sspz8ok9KXPHCSvxuT3W8q2sa/9Rj86dfbhL89zuPK/HeqP94YKAgaZqA/GN2yoTFAkT/SF+PbKqitP7Ho8MEz8po/cTCdkdUzqj8Jgf7WweS4v5Uak9d7QL8/VbQ5uCP+tz/dRylTm0i+v//ud2YbC6w/wo8FHCnQuD+od45ljd2pPydPin4Axrw/OUvH0q6wsT8RzH/dkNLEvwgHd2VgqJk/EghIa0hBwD+Hiv3/BOrRvxBViE+gf74/ssiqZFfphz9L0oQ2Z+W3vyIjAFloYLw/Ms7gZTe7uz/gmoutBt6kP5gxtAZEcr0/n/3NOYXSxj9pEsUOe3OKPxFb77yXKb2/lweZvBlmhT8bes1FKHGxvzLoKah+zrk/ij+vne+Wsj+ovjeY7j7GP5WHkLeoRsK/5MZcKXKlwT96l8fz+VOuv+CJpD1rcsW/xe42N2+kgz9QoXqfxAJrP/dBmGddbaw/pKnUPKdRk7/3smvhiBuxv4GiWzEWRrw/UdhsUgE5tL/+KtNZWbSqv5Yil7bncJW/Pig4Q0+mmb8dhta3iEOfvzIGwZGapsS/"),
    },
  },
  {
    name: "dense",
    shape: [5, 3],
    layout: "channels-first",
    settings: {"axis": 0, "iterations": 2},
    inputs: {
      x: f32("OGMBwMTzlD7FPf8+cDbZP/M3f0Cx+/4+/p94P/Z3Vz94cnVA3Pi+v+fpB8De75O+W2kMvy0kOUD/Arg+"),
      u: f32("Ix/pP73fbT9mc/e+NvdhP9Nu374="),
      v: f32("wWELPxVntr+EVe4+"),
      dy: f32("2eunv9NGyb5nw2w/WjA7v4PkZD975S8+0koPvxPguT8CmoU/rMEdPVBFC8BfRmg/4kp3PgFylz61kbG/"),
    },
    outputs: {
      y: f64("34VbODgJ1r82A2zSOV6pP6Pfr7suvLU/8auEcyt/0j8KtSPar7vlP4AiBkCOtrU/MSzD5vIrxT/139NlJlnCPw0AaFas5uQ/n02/SSJD0L847pgCwSXXv3pobmj2Mam/o5XEqtvpt79nBmF6DIjfPwlPV2vMVq8/"),
      u: f64("1Ve6JAdBbL8UbzAiecXnv5valzzZ0se/Pkxj1ew+2j8+an+aQbPfvw=="),
      v: f64("dGRuB61X07+VwP7RIY/tv5LEvAVvIM6/"),
    },
    gradients: {
      x: f64("UXtMTb+nzL86BCbCSnyxv/BPTBEXHsQ/3c9QZr0fzL+u50sXV7/BvxDgJ5Gx+aa/oiJ2VWyCvr9gotVsh1PGP9kqvytaYMQ/Pzxt1ENDrj9naiQNg+HKv7KZjah3BMk/ctqTV+/flr+Ymzlrs2HCv5kNHcPDSNK/"),
    },
  },
];
