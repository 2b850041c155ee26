import { type FunctionInvoker, functionInvoker } from "./io/summaries/function-invoker.ts";

type Place = Omit<Parameters<typeof functionInvoker>[0], "budgetMs">;

/** The function that summarises, by the name it has in this place. */
export const liveInvocation = (place: Place): FunctionInvoker => functionInvoker(place);
