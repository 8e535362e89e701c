import type { Pod } from "../../../kubernetes/pod.ts";
import type { Offence } from "./rule.ts";
import { allSettings, containerSettings, offenceAt, podSetting, type Setting } from "./settings.ts";
import { isSet, textAt } from "./values.ts";

/** An offence for each seccomp profile, of the pod or of a container, that switches filtering off. */
export function unconfinedProfiles(pod: Pod): Offence[] {
  return allSettings(pod, "seccompProfile").filter(isUnconfined).map(unconfined);
}

/**
 * Unconfined profiles, and containers that have none while the pod has none either. A container that
 * inherits a bad profile is not named: the pod's own field is the one to change.
 */
export function unfilteredContainers(pod: Pod): Offence[] {
  const inherited = isSet(podSetting(pod, "seccompProfile").field);
  const missing = containerSettings(pod, "seccompProfile")
    .filter(({ field }) => !inherited && !isSet(field))
    .map(({ field, container }) =>
      offenceAt(
        { field: field.at("type"), container },
        `has no seccomp profile of its own or from the pod`,
      ),
    );
  return [...unconfinedProfiles(pod), ...missing];
}

function isUnconfined({ field }: Setting): boolean {
  const type = textAt(field.at("type"));
  return isSet(field) && type !== "RuntimeDefault" && type !== "Localhost";
}

function unconfined(setting: Setting): Offence {
  const field = setting.field.at("type");
  const type = textAt(field);
  return offenceAt(
    { ...setting, field },
    type === ""
      ? `has a seccomp profile without a type`
      : `sets its seccomp profile to ${JSON.stringify(type)}`,
  );
}
