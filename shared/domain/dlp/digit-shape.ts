/** The lengths of the digit groups, as in "3-3-4". */
export const digitShape = (value: string): string => (value.match(/\d{1,64}/g) ?? []).map((group) => group.length).join("-");
