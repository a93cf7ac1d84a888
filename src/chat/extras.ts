/** What a post does beyond being read, where the platform can do that. Nothing of it is nothing beyond. */
export type Extras = {
  /** It is passed on to the places that follow an announcement channel. */
  readonly crosspost?: true;
  /** The platform's own id of the group of people that it calls. */
  readonly ping?: string;
  /** The name of the tag that it bears in a forum. */
  readonly tag?: string;
};

/** What a subscription wants of the place, besides the posts themselves. */
export type Wanted = Extras & {
  /** Something is put into a thread below each post. */
  readonly thread?: true;
};
