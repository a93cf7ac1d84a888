/** Whoever types at the terminal of this machine. A home has one such person, whatever the machine calls them. */
export const LOCAL_PERSON = 'local';
