/** Returns whether this success is logged: of each hundred in a row as many as the rate says, spread evenly. */
export function sampled(earlier: number, rate: number): boolean {
  return Math.floor(((earlier + 1) * rate) / 100) > Math.floor((earlier * rate) / 100);
}
