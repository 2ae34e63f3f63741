/** Words that are never a column where they stand alone. Wide on purpose: a column of such a name has to be quoted. */
export const RESERVED: ReadonlySet<string> = new Set(
  `all and any array as asc between by case cast cross current_date current_timestamp desc distinct else end escape
  except exclude exists false filter first following for from full glob group having ilike in inner intersect interval
  is join last lateral left like limit minus natural not null nulls offset on or order outer over partition preceding
  qualify range regexp rename replace respect right rlike row rows select similar some struct then to true unbounded
  union unnest using values when where window with within ignore`.split(/\s+/u),
);

/** Parts of dates and names of types: words that stand where a column might, in a call such as `datediff(day, a, b)`. */
export const MAYBE_NOT: ReadonlySet<string> = new Set(
  `year quarter month week day hour minute second date time timestamp timestamptz zone varchar char text string int
  integer bigint smallint float double precision numeric decimal boolean json variant at isoweek dayofweek epoch
  dow doy ms us millisecond`.split(/\s+/u),
);

/** Words that begin the next relation of a FROM clause. */
export const JOIN_WORDS: ReadonlySet<string> = new Set(
  "join inner left right full cross natural outer asof anti semi positional".split(" "),
);

export const AGGREGATES: ReadonlySet<string> = new Set(
  "sum count avg min max median approx_count_distinct count_if countif".split(" "),
);
