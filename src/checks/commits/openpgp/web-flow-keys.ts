/** A key of GitHub's, pinned. */
export interface PinnedKey {
  /** What the key has to be: checked against its bytes before the first use. */
  readonly fingerprint: string;
  /** The body of the public key packet, in base64. */
  readonly packet: string;
  /** When it expired, in seconds since 1970, as its own signature says. */
  readonly expiresAt?: number;
}

/**
 * The keys with which GitHub signs commits made by its web interface, its merge buttons and many
 * bots, published at https://github.com/web-flow.gpg: the present one and the one until January 2024.
 */
export const webFlowKeys: readonly PinnedKey[] = [
  {
    fingerprint: "968479A1AFF927E37D1A566BB5690EEEBB952194",
    packet: [
      "BGWmxXYBEACyN+4viFQM6QQoKr0A2W0rGdMobTJwOZso2QPpewbyBsuL3rNW5OmHrWwXAhPKNqUI",
      "yOzdq8MoSxoTTuqLksoahixEL/X2nyhOBxR9GkYz/oI9R3nYcLRaFQoSJoVfOt61opkLUzbWAehp",
      "bgT8EKln8JsENq0+0nDlWQi0h2Q9oGmqlgVzskwmVZ8Leyv4Mg7hN6swyZ7moZfkkpD5+U7Z2XVu",
      "rCzkSSfg4zb2lMRLJos2eCAc749ECsX0t7OBftF+YqgjIXixXsm2RrUqvU47OkOtZeAhvAYenbC3",
      "pr9Fha5NxoBUEa+11MK9W6OcRhwvxVCUrMUR6FTSZyC//VpXTTtrRlOqpU5wGMbP3zpn9geqOXCl",
      "8rF7+1gAPG/o+QFQTBsVEruwi4JWogiQuQyOwAIlFe/7dvaxWZGpv/yW2+L3guL7xaHKFVGsayhl",
      "itQQ5Xa+P1iSgKSXDyReCbWotfqAempPySI25LHh3ScXI6NgdHSrSBaFojwAfgxbPTEQ6adIsKHC",
      "QofrnLrNa3UOeGDGiOOK0aYV3jiEDGAouatkNf2q85Eosj1f9laCqAH3YLJD7dcSne1iChK5qRTB",
      "yMvIyeSD0NbNnVMFOGpXySyWtKb2ldpu8AWBQJsJs9FmYBcWAGBA2pp+IxaCn6rBIHIsUVFRN8OV",
      "ZKsEsBkWywARAQAB",
    ].join(""),
  },
  {
    fingerprint: "5DE3E0509C47EA3CF04A42D34AEE18F83AFDEB23",
    expiresAt: Date.UTC(2024, 0, 16, 20) / 1000,
    packet: [
      "BFmUaEEBCACzXTDt6ZnyaVtueZASBzgnAmK13q9Urgch+sKYeIhdymjuMQtax15OklctmrZtqre5",
      "kwPUosG3/B2/ikuPYElcHgGPL4uL5Em6S5C/oozfkYzhwRrTSQzvYjsE4I34To4UdE9KA97wrQjG",
      "oz2Bx72WDLyWwctD3DKQtYeHXswXXtXwKfjQ7Fy4+Bf5IPh76dA8NJ6UtjjLIDlKqdxLW4atHe6x",
      "WFaJ+XdLUtsAroZcXBeWDCPabuXCDscJcLJRKZVc62gOZXXtPfoHqvUPp3nuLA4YjH9bphbrMWMf",
      "810Wxz9JTd3vyWgGqNY0zbBqeZoGv+TuExlRHT8ASGFS9SVDABEBAAE=",
    ].join(""),
  },
];
