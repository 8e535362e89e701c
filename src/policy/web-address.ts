import { isLoopbackHost } from "../network/host.ts";

/** The same as `mistakeInAddress`, for editors. */
export const addressPattern =
  "^(?:https://|http://(?:localhost|127\\.[0-9.]+|\\[::1\\])(?:[:/]|$))[^\\s@]*$";

/** What is wrong with an address that something is downloaded from, as a clause. */
export function mistakeInAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return "it is not an address such as https://mirror.example.com/a";
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "it must begin with https://";
  if (url.protocol === "http:" && !isLoopbackHost(url)) {
    return "it must begin with https://; http:// counts on the own machine only";
  }
  if (`${url.username}${url.password}` !== "") return "it must not hold a user or a password";
  return /\s/.test(address) ? "it must not hold white space" : undefined;
}
