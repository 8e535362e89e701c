import type { Pod } from "../../../kubernetes/pod.ts";
import type { Offence } from "./rule.ts";
import { containerSettings, offenceAt } from "./settings.ts";

/** An offence for each container that asks for another view of /proc than the masked default. */
export function unmaskedProc(pod: Pod): Offence[] {
  return containerSettings(pod, "procMount").flatMap((setting) => {
    const { value } = setting.field;
    // An empty text is a value here: upstream tells it from a missing one.
    if (typeof value !== "string" || value === "Default") return [];
    return [offenceAt(setting, `sets procMount to ${JSON.stringify(value)}`)];
  });
}
