/** The installation that tests run, unless they set another: its stack's name begins the names of all that it has. */
export const installation = 'heliograph-dev';
