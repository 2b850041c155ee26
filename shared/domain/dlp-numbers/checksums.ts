/** The digits of a value as numbers. */
export const digitList = (value: string): readonly number[] => [...value.replace(/\D/g, "")].map(Number);

/** Sum of digits times weights; digits beyond the weights do not count. */
export const weightedSum = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

/** ISO/IEC 7812-1 annex B. */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
};

/** The remainder of a long decimal number, taken digit by digit. */
export const remainder = (digits: string, divisor: number): number => {
  let left = 0;
  for (const digit of digits) left = (left * 10 + Number(digit)) % divisor;
  return left;
};

/** ISO 13616: the first four characters last, letters as 10 to 35, remainder 1 on division by 97. */
export const passesIbanCheck = (compact: string): boolean => {
  const rearranged = (compact.slice(4) + compact.slice(0, 4)).toUpperCase();
  return (
    remainder(
      rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)),
      97,
    ) === 1
  );
};
