/** What is made when it is first asked for: making everything while the engine loads would take longer than a short text. */
export const later = <Made extends object>(make: () => Made): (() => Made) => {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
