import { fieldsAt } from "./field-path.ts";
import { formatPath, type Field, type Key } from "./field.ts";
import type { Container, Pod } from "./pod.ts";
import type { Resource } from "./resource.ts";
import { imageKinds } from "./workloads/image-kinds.ts";

/** An image as a file says it, before kustomize and the caller's arguments have had their say. */
export interface ImageSource {
  readonly reference: string;
  readonly field: Field;
  readonly resource: Resource | undefined;
  readonly container: string | undefined;
  readonly pullPolicy: Field | undefined;
  /** Whether kustomize's `images:` looks at the field. */
  readonly kustomizable: boolean;
}

const imagePaths = new Map(
  imageKinds.flatMap(({ groups, kind, paths }) =>
    groups.map((group): [string, readonly string[]] => [`${group}/${kind}`, paths]),
  ),
);

/**
 * The images that an object with these pods would run: those of its containers, its image volumes,
 * and the fields of custom resources that name nothing but an image. Values that are empty or not
 * text are left out.
 */
export function imagesOf(resource: Resource, pods: readonly Pod[]): ImageSource[] {
  const fields = imagePaths
    .get(`${resource.group}/${resource.kind}`)
    ?.flatMap((path) => fieldsAt(resource.root, path));
  return onePerField([
    ...pods.flatMap((pod) => [
      ...pod.containers.flatMap((container) => imageOf(container, pod.resource)),
      ...volumeImages(pod),
    ]),
    ...(fields ?? []).flatMap((field) => sourceAt(field, resource)),
  ]);
}

/** Templates that inherit from one place say one image between them. */
function onePerField(sources: readonly ImageSource[]): ImageSource[] {
  if (sources.length < 2) return [...sources];
  return [...new Map(sources.map((source) => [formatPath(source.field.path), source])).values()];
}

/** The image source at a field, as a list of one; empty where no reference stands there. */
export function sourceAt(
  field: Field,
  resource: Resource | undefined,
  container?: string,
  pullPolicy?: Field,
): ImageSource[] {
  const { value } = field;
  if (typeof value !== "string" || value.trim() === "") return [];
  const path = resource === undefined ? field.path : field.pathFrom(resource.root);
  const kustomizable = isKustomizable(path);
  return [{ reference: value, field, resource, container, pullPolicy, kustomizable }];
}

/**
 * Whether kustomize's `images:` looks at an object's field: at the images in lists named `containers`
 * and `initContainers` at any depth, and at image volumes of Pods and of plain pod templates.
 */
export function isKustomizable(path: readonly Key[]): boolean {
  const list = path.at(-3);
  if (path.at(-1) === "image" && typeof path.at(-2) === "number") {
    return list === "containers" || list === "initContainers";
  }
  const shape = path.map((key) => (typeof key === "number" ? "[]" : key)).join("/");
  return /^spec\/(?:template\/spec\/)?volumes\/\[\]\/image\/reference$/.test(shape);
}

function imageOf(container: Container, resource: Resource): ImageSource[] {
  const image = container.fields.map((field) => field.at("image")).find((field) => field.exists);
  if (image === undefined) return [];
  const pullPolicy =
    container.fields.map((field) => field.at("imagePullPolicy")).find((field) => field.exists) ??
    container.fields[0]?.at("imagePullPolicy");
  return sourceAt(image, resource, container.name, pullPolicy);
}

/** Every layer's volumes: a template's stand beside those of the workflow that it inherits from. */
function volumeImages(pod: Pod): ImageSource[] {
  return pod.specs.flatMap((spec) =>
    spec
      .at("volumes")
      .items()
      .flatMap((volume) =>
        sourceAt(
          volume.at("image", "reference"),
          pod.resource,
          undefined,
          volume.at("image", "pullPolicy"),
        ),
      ),
  );
}
