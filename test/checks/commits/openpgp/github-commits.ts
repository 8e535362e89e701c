/** A real commit that GitHub signed, public as its API shows it. */
export interface GitHubCommit {
  readonly id: string;
  readonly key: string;
  readonly signature: string;
  readonly payload: string;
}

/** By the present key; the first has CRLF in its message. */
const byPresentKey: readonly GitHubCommit[] = [
  {
    id: "588ff1874c8c394253c231733047a550efe78260",
    key: "968479A1AFF927E37D1A566BB5690EEEBB952194",
    signature: `-----BEGIN PGP SIGNATURE-----

wsFcBAABCAAQBQJncUZyCRC1aQ7uu5UhlAAAkqsQAGDitC5DSe3ySbRtmHzPf7iv
5Khp9i9SyBWrRkD1Craega8o9YJnmkg2tMl1ewZ0ivRs95OIhJk7RDbnNWxOupmJ
fvLXbi2KHqz4IJb3gzHmZ0k2mlPI/iGlSbvIuOs4ot7hfZP/4gXZgIPoMMkNJUu1
+hgb8RtiKpQujamxNytUaahW/vTIO5OR+iinfB0fDk66LDiLtNYWlZeOVoGiD5rD
ogha/Cm7InhdiqUiac/L2fezPbi1ZDZfn2iKUHhVyeHb5RVafU20vzHw7gk32mFz
9PgQcnliHrG1+l9dLSNp+7b/Lft57VDE8p8C8IJEsjwlXXChAOJn0x5Nrl+mo8Tm
gt/Q18DaRYyzwHUdSMX9Kp4bTnPoydMsriT7aibFGgkI/VLlK5/zAiUOSw0ffSmV
rF/DufMxWqkUy2U5egGbyo0ZCFu+198jwcQCQC4p+09Z9xB4/YkR1jgFmoJB6ZGS
swj8SXN6dATpI0GFyCPka9cIZU780Q6RKWd3MDBJqAfth5lRVEkGRcZB0k3wL6B4
+O870LGWn/eqyDxniWvYEz9MKTZhuT46FGS8d7WWsOdMBy+ssO78q9/XHy96z25w
ajkM4XErrpnGtxH1CtYt4SkYBB9oTdY2pgJDnXQcKiUKScTgQPoqQ4OfH0R27xmX
1anb5H4HAqQj3CrD9qe2
=Zja6
-----END PGP SIGNATURE-----
`,
    payload:
      "tree e47dd35840a08fc1fa45e364ad536ac0941c1f72\nparent bcbf2b4616893cf2e6a4f8a92dc3db3b1eeb1195\nauthor dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com> 1735476850 +0900\ncommitter GitHub <noreply@github.com> 1735476850 +0900\n\nbuild(deps): bump jinja2 from 3.1.4 to 3.1.5 in /docs (#3226)\n\nBumps [jinja2](https://github.com/pallets/jinja) from 3.1.4 to 3.1.5.\r\n- [Release notes](https://github.com/pallets/jinja/releases)\r\n- [Changelog](https://github.com/pallets/jinja/blob/main/CHANGES.rst)\r\n- [Commits](https://github.com/pallets/jinja/compare/3.1.4...3.1.5)\r\n\r\n---\r\nupdated-dependencies:\r\n- dependency-name: jinja2\r\n  dependency-type: direct:production\r\n...\r\n\r\nSigned-off-by: dependabot[bot] <support@github.com>\r\nCo-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
  },
  {
    id: "bcbf2b4616893cf2e6a4f8a92dc3db3b1eeb1195",
    key: "968479A1AFF927E37D1A566BB5690EEEBB952194",
    signature: `-----BEGIN PGP SIGNATURE-----

wsFcBAABCAAQBQJncUY8CRC1aQ7uu5UhlAAAzxAQABJceWBtoI3mfLmZlUa5L5s5
e98L6+EPWucJlfTHsIGKYLZbK1gITyNVzzgLaizo9+ht5cm+2I1H+nqcbhIYg5ge
M0w838W6EzkF8EKTMOElI6YQuVfTZEgIu4nlF9e6484kkBm4ed1d1iLk5NpLa+6a
OjNXFM8gbBNj/4/+SZD5NJkNp/An53JrKA/NQkzw9EINmnOfkQ3Og2NKxm74fUGu
bnJS2oA61yUZFq+4Po8hudOutNkCMpm+MpHs3t/E/lFXMdgoiTjSmnCEswll3Rcj
gKYxfrLCtOkC3P9IsN5OuYfQs3vIZBaeKxwMOLbrnarG2W4kgMwkF/fM1ToaUkrb
EsepBoW4SLe118bwC1g8syWJX8l8Pd0YXJlOil1Og828p9oAGhUP/v3ycUL3sYaZ
tOFEcyEJgZJgEcLpMZ0QXySWIyp5GGLb/keMdD6HxmnjLM9cliTNYs4YbzJoveo1
3lykmA08chqldFADpJM93pWUtLOyV2WjAF2IdDBZQ/ZCni9Ge6a8v3JXR89jPHV/
JhbzkoSUCR40IH7+ReAiRiz2MYLUUQMS2CHrwftCZGvIcYz7wrpSXDxMHcVrSdr4
0bjbVoDeCVzJ9IhJR705ZglFh1+KvwaquO3fT8r/6wFITHAaw9u9EmMIJN7IfMnt
i0a+sTL6HIqy8KIwK3Pk
=ByY+
-----END PGP SIGNATURE-----
`,
    payload:
      "tree 3b91252273d4a46a78a74974a09cb3dd62d73223\nparent 8bcdc9304ace5f2cc9bf662ab8998d75537e05f0\nauthor lectrical <14344693+lectrical@users.noreply.github.com> 1735476796 +0000\ncommitter GitHub <noreply@github.com> 1735476796 +0900\n\nGenerate provenance attestations for release artifacts and docker image (#3225)\n\nAdding https://github.com/actions/attest-build-provenance to the ci builds so\r\nthat the release assets and docker image for the next release tag generate\r\nsigned build provenance attestations for workflow artifacts.",
  },
];

/** By the key that expired in January 2024, from the time when GitHub wrote a wrong hint of the digest. */
const byFormerKey: GitHubCommit = {
  id: "d088cb6e66855bbed04511c15fa12de0f8829237",
  key: "5DE3E0509C47EA3CF04A42D34AEE18F83AFDEB23",
  signature: `-----BEGIN PGP SIGNATURE-----

wsBcBAABCAAQBQJc0qt9CRBK7hj4Ov3rIwAAdHIIABbHEv62Kukshw9kcW1SVY2L
Ra2r1Sxy3xV6lPXneNXRyv1yxoTyRSEc5v6I69RhP+mjAV7f1mJRAOJ9tvFltku9
XG7qbqMUsAszNQdCPIfKvvzQexp0iAnFTO4OzQn7chfyB3UzTAkEZfpHTtMg/Io4
ANPws8VaF7hvxyEdIVdww2iZj7fr3okq57dIF19ZplI5/H6BXuqyV2/r9J+UD7T3
adbrQJsnKKDdNZno+J+bAO0oKzc9eq9pxwxHezwbHqxddXEYLnsA/Zbz9Y8Ba9Fk
OUKoi9lNbqnk/aNBMQqQanbfuywMn/xaq4lg9bRdruxm4jXYsZZK4beAynvIU5I=
=O7X8
-----END PGP SIGNATURE-----
`,
  payload:
    "tree d6afe2afea488290fbad21a92bed2dd56b5e8e90\nparent 20ccb623c4dbdbc9445085ba72ca7ab90f5bffcb\nauthor Remy Sharp <remy@remysharp.com> 1557310333 +0100\ncommitter GitHub <noreply@github.com> 1557310333 +0100\n\nchore: update stalebot\n\n[skip ci]",
};

export const githubCommits: readonly GitHubCommit[] = [...byPresentKey, byFormerKey];
