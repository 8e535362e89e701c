import {
  annotationKeys,
  annotationValues,
  capabilities,
  flags,
  sysctlNames,
  volumeSources,
  type Json,
} from "./generated-values.ts";
import { nativeKinds } from "./native-kinds.ts";
import { GeneratedFields, type Maker } from "./generated-fields.ts";

/** Objects with pods of every shape that the checks look at; the same seed gives the same objects. */
export class GeneratedPods extends GeneratedFields {
  /** The next object. One in ten has a value of a type that Kubernetes may refuse. */
  next(): Record<string, unknown> {
    this.wrongShare = this.chance.happens(0.1) ? 0.02 : 0;
    const kind = this.chance.oneOf([...nativeKinds.keys()]);
    const metadata = this.value(() => this.#metadata());
    const spec = this.chance.happens(0.01) ? null : this.value(() => this.#spec());
    const object = nativeKinds.get(kind)?.(metadata, spec) as Record<string, Json>;
    return this.damaged(object);
  }

  /** Mostly a good pod, so that single faults show; else one in which everything is left to chance. */
  #spec(): Json {
    const fields = this.fields({
      containers: [0.97, () => this.chance.several(2, () => this.value(() => this.#container()))],
      initContainers: [
        0.25,
        () => this.chance.several(2, () => this.value(() => this.#container())),
      ],
      ephemeralContainers: [
        0.2,
        () => this.chance.several(2, () => this.value(() => this.#container())),
      ],
      hostNetwork: [0.08, () => this.chance.oneOf(flags)],
      hostPID: [0.08, () => this.chance.oneOf(flags)],
      hostIPC: [0.08, () => this.chance.oneOf(flags)],
      hostUsers: [0.3, () => this.chance.oneOf(flags)],
      os: [
        0.2,
        () =>
          this.fields({
            name: [0.9, () => this.chance.oneOf(["windows", "linux", "Windows", ""])],
          }),
      ],
      nodeSelector: [0.1, () => ({ "kubernetes.io/os": "windows" })],
      securityContext: [0.6, () => this.#podSecurityContext()],
      volumes: [0.4, () => this.chance.several(3, () => this.value(() => this.#volume()))],
    });
    return fields;
  }

  #metadata(): Json {
    return this.fields({
      name: [0.9, () => "web"],
      annotations: [
        0.4,
        () =>
          Object.fromEntries(
            this.chance.several(3, () => [
              this.chance.oneOf(annotationKeys),
              this.value(() => this.chance.oneOf(annotationValues)),
            ]),
          ) as Json,
      ],
    });
  }

  #container(): Json {
    return this.fields({
      name: [0.95, () => this.chance.oneOf(["a", "a", "b", ""])],
      image: [0.9, () => "registry.example.com/app:1"],
      ports: [0.2, () => this.chance.several(2, () => this.value(() => this.#port()))],
      securityContext: [0.85, () => this.#securityContext()],
      livenessProbe: [0.15, () => this.#handler()],
      readinessProbe: [0.1, () => this.#handler()],
      startupProbe: [0.1, () => this.#handler()],
      lifecycle: [
        0.1,
        () =>
          this.fields({
            postStart: [0.5, () => this.#handler()],
            preStop: [0.5, () => this.#handler()],
          }),
      ],
    });
  }

  #port(): Json {
    return this.fields({
      containerPort: [0.9, () => 8080],
      hostPort: [0.4, () => this.chance.oneOf([0, 0, 80, -1, 65536])],
      name: [0.2, () => "http"],
    });
  }

  #handler(): Json {
    const action: Maker = () => ({
      ...(this.fields({
        host: [0.3, () => this.chance.oneOf(["", "127.0.0.1", "example.com", " "])],
      }) as Record<string, Json>),
      port: 80,
    });
    return this.fields({
      httpGet: [0.5, action],
      tcpSocket: [0.3, action],
      grpc: [0.1, () => ({ port: 80 })],
      exec: [0.1, () => ({ command: ["true"] })],
    });
  }

  #shared(): Record<string, [number, Maker]> {
    const profile = (types: readonly Json[]) => (): Json =>
      this.fields({ type: [0.95, () => this.chance.oneOf(types)] });
    return {
      runAsNonRoot: [0.5, () => this.chance.oneOf([true, true, false])],
      runAsUser: [0.25, () => this.chance.oneOf([0, 1000, -1])],
      seccompProfile: [
        0.4,
        profile([
          "RuntimeDefault",
          "RuntimeDefault",
          "Localhost",
          "Unconfined",
          "",
          "runtime/default",
        ]),
      ],
      appArmorProfile: [0.15, profile(["RuntimeDefault", "Localhost", "Unconfined", ""])],
      seLinuxOptions: [
        0.15,
        () =>
          this.fields({
            type: [
              0.7,
              () =>
                this.chance.oneOf([
                  "",
                  "container_t",
                  "container_init_t",
                  "container_kvm_t",
                  "container_engine_t",
                  "spc_t",
                ]),
            ],
            user: [0.2, () => this.chance.oneOf(["", "root"])],
            role: [0.2, () => this.chance.oneOf(["", "system_r"])],
            level: [0.2, () => "s0"],
          }),
      ],
      windowsOptions: [
        0.12,
        () => this.fields({ hostProcess: [0.7, () => this.chance.oneOf(flags)] }),
      ],
    };
  }

  #podSecurityContext(): Json {
    return this.fields({
      ...this.#shared(),
      sysctls: [
        0.2,
        () =>
          this.chance.several(3, () =>
            this.value(() =>
              this.fields({
                name: [0.97, () => this.chance.oneOf(sysctlNames)],
                value: [0.9, () => "1"],
              }),
            ),
          ),
      ],
    });
  }

  #securityContext(): Json {
    return this.fields({
      ...this.#shared(),
      privileged: [0.1, () => this.chance.oneOf(flags)],
      allowPrivilegeEscalation: [0.8, () => this.chance.oneOf([false, false, false, true])],
      procMount: [0.15, () => this.chance.oneOf(["Default", "Unmasked", "", "default"])],
      capabilities: [
        0.8,
        () =>
          this.fields({
            drop: [
              0.9,
              () =>
                this.chance.oneOf<Json>([
                  ["ALL"],
                  ["ALL"],
                  ["ALL"],
                  ["NET_RAW", "ALL"],
                  this.#capabilities(),
                ]),
            ],
            add: [0.25, () => this.#capabilities()],
          }),
      ],
    });
  }

  #capabilities(): Json {
    return this.chance.several(3, () => this.value(() => this.chance.oneOf(capabilities)));
  }

  #volume(): Json {
    const sources = this.chance.several(1, () => this.chance.oneOf(volumeSources));
    if (this.chance.happens(0.1)) sources.push(this.chance.oneOf(volumeSources));
    return this.fields({
      name: [0.95, () => "v"],
      ...Object.fromEntries(
        sources.map((source): [string, [number, Maker]] => [source, [1, () => ({})]]),
      ),
    });
  }
}
