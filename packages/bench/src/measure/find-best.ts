/**
 * The setting at which a contender is fastest, by one measurement each: no peer shall lose by its settings.
 * @param measure more is better
 */
export async function findBest<Setting>(
  settings: readonly [Setting, ...Setting[]],
  measure: (setting: Setting) => Promise<number>,
): Promise<Setting> {
  let [best] = settings;
  let most = -Infinity;
  for (const setting of settings) {
    const value = await measure(setting);
    if (value > most) [best, most] = [setting, value];
  }
  return best;
}
