const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words that say nothing by themselves and may be left out of a squeezed statement. */
export const plainWords = words(
  "a about above actually after again all alright also although always am an and any anybody anyone anything anyway are aren't around as ask asked at away back basically be because been before being below between both bit but by can could course did do does doing done down each either else even ever every for from further gave get gets getting give go goes going gone gonna got gotten gotta had has have having he he'd he'll he's hello her here here's hers herself hey hi him himself his how how's however i i'd i'll i'm i've if in into is it it'd it'll it's its itself just kind kinda know let let's like little ll m made make makes making many maybe me mean mine more most much my myself na now of off oh ok okay on once only onto or other others our ours ourselves out over own perhaps please pretty quite rather re really right s said say saying says see seem seems seen she she'd she'll she's should since so some somebody someone something sometimes somewhat sort sounds still stuff such sure t than thank thanks that that'd that'll that's the their theirs them themselves then there there's these they they'd they'll they're they've thing things think thinking this those though thought through to today together too toward towards ta uh um under until up upon us ve very wan wanna want was way we we'd we'll we're we've well went were what what's whats whatever where's who's when's why's when whenever where which while who whole whom whose why will with within would yeah yep yes yet you you'd you'll you're you've your yours yourself yourselves yup",
);

/** Sounds and courtesies that are left out wherever they stand. */
export const fillers = words(
  "ah aha alright anyway basically er erm gotcha hello hey hi hm hmm huh mhm mm oh okay ok please thanks uh uh-huh um wow yup",
);

/** First and second person, articles and the verbs that carry no sense beside them: the first to go. */
export const lightWords = words(
  "how's what's whats a an the i you we he she they it i'm i've i'd i'll you're you've you'd you'll we're we've we'd we'll he's she's they're they've it's that's there's am is are was were be been being do does did have has had will would that which just really actually very quite pretty so well like kind sort basically my your our also then too here there this these those some",
);

/** Plain words that join others: without them a statement still says what it is about, with them also how it hangs together. */
export const joints = words(
  "in on at for with to from of by after before since until during over under and or but because if when he she they his her their who than about into through without between against me",
);
