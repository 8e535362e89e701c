/** Text that is not YAML as Kubernetes reads it; `offset` says where in the file. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly offset: number;
  /** Whether Kubernetes may read the text all the same: here the reader is stricter (docs/yaml.md). */
  readonly isStricter: boolean;

  constructor(message: string, offset: number, isStricter = false) {
    super(message);
    this.offset = offset;
    this.isStricter = isStricter;
  }
}
