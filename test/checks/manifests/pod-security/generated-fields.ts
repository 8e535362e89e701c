import { wrongValues, type Json } from "./generated-values.ts";
import { Chance } from "./random.ts";

export type Maker = () => Json;

/** Values left to chance, a few of them null, and where asked for some of the wrong type. */
export class GeneratedFields {
  protected readonly chance: Chance;
  /** How often a value is of the wrong type. */
  protected wrongShare = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
  }

  /** A mapping in which each field is there with its share of chance. */
  protected fields(makers: Record<string, [number, Maker]>): Json {
    const entries = Object.entries(makers)
      .filter(([, [share]]) => this.chance.happens(share))
      .map(([key, [, make]]): [string, Json] => [key, this.value(make)]);
    return Object.fromEntries(entries);
  }

  /** What the maker makes, or null, or something wrong. */
  protected value(make: Maker): Json {
    if (this.chance.happens(0.015)) return null;
    if (this.chance.happens(this.wrongShare)) return this.chance.oneOf(wrongValues);
    return make();
  }

  /** The object, in which now and then what stands around the pod is of a wrong type, or null. */
  protected damaged(object: Record<string, Json>): Record<string, Json> {
    if (this.wrongShare === 0 || !this.chance.happens(0.2)) return object;
    const value = this.chance.oneOf([null, ...wrongValues]);
    const around = this.chance.oneOf<Record<string, Json>>([
      { spec: value },
      { template: value },
      { spec: { template: value } },
      { spec: { jobTemplate: value } },
      { spec: { jobTemplate: { spec: value } } },
    ]);
    return { ...object, ...around };
  }
}
