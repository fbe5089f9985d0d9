/** `util.math`. Rounds half up, like Java's Math.round. */
export const math = {
  roundNum: (value: number) => Math.round(value),
  minVal: (left: number, right: number) => Math.min(left, right),
  maxVal: (left: number, right: number) => Math.max(left, right),
  randomDouble: () => Math.random(),
  /** ? Both ends are possible results. */
  randomWithinRange: (start: number, end: number) => {
    const low = Math.ceil(start);
    return low + Math.floor(Math.random() * (Math.floor(end) - low + 1));
  },
};
