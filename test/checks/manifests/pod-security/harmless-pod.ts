/** What a case changes in a pod that every level and version accepts. */
export interface Tweak {
  readonly annotations?: object;
  /** Pod-level fields. */
  readonly spec?: object;
  /** The pod's security context, in place of fields of the same name. */
  readonly podContext?: object;
  /** Fields of the container. */
  readonly container?: object;
  /** The container's security context, in place of fields of the same name. */
  readonly context?: object;
}

/** A pod that every level and version accepts, but for the tweak. */
export function harmlessPod(tweak: Tweak = {}): { metadata: object; spec: object } {
  return {
    metadata: { name: "web", annotations: tweak.annotations ?? {} },
    spec: {
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
        ...tweak.podContext,
      },
      containers: [harmlessContainer(tweak)],
      ...tweak.spec,
    },
  };
}

/** A container that every level and version accepts, but for the tweak. */
export function harmlessContainer({ container, context }: Tweak = {}): object {
  return {
    name: "app",
    image: "registry.example.com/app:1.4.2",
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      ...context,
    },
    ...container,
  };
}
