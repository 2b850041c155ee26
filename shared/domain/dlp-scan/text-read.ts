let read: string | undefined;
let texts = 0;
const forgetting: (() => void)[] = [];

/** From now on this is the text that is read. */
export const startText = (text: string): void => {
  texts += 1;
  read = text;
};

/** Whether it is this text that was read last. */
export const isRead = (text: string): boolean => text === read;

/** How many texts were read so far. */
export const countRead = (): number => texts;

/** Lets go of the text, and of what was made of it. */
export const forgetText = (): void => {
  read = undefined;
  for (const forget of forgetting) forget();
};

/** What is made of a text, once for the text that was read however often it is asked for. */
export const oncePerText = <Made extends object>(make: (text: string) => Made): ((text: string) => Made) => {
  let made: Made | undefined;
  let madeOf = 0;
  forgetting.push(() => {
    made = undefined;
  });
  return (text) => {
    if (!isRead(text)) return make(text);
    if (made === undefined || madeOf !== texts) made = make(text);
    madeOf = texts;
    return made;
  };
};
