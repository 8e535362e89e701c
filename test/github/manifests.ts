/** A pod with one high finding at least: its container is privileged. */
export const privilegedPod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/acme/web
      securityContext:
        privileged: true
`;

/** An object that no rule says anything high about. */
export const harmless = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`;

export const strictPolicy = "version: 1\nfail-on: high\n";
export const laxPolicy = "version: 1\nfail-on: none\n";

/** A pod that breaks no rule of severity high but what is said about its image. */
export function podWith(image: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ${image}
`;
}

/** A Gatekeeper constraint that lets images of these places through. */
export function allowedRepos(place: string): string {
  return `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: repos
spec:
  match:
    kinds: [{ apiGroups: [""], kinds: [Pod] }]
  parameters:
    repos: ["${place}"]
`;
}
