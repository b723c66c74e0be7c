/** A pocketful of general knowledge: only what a schoolbook says, checked, and never more than that. */
export const pocket: readonly {
  readonly asks: RegExp;
  readonly title: string;
  readonly lead: string;
  readonly more: string;
}[] = [
  {
    asks: /\brecursion\b/,
    title: "Recursion",
    lead: "Recursion is when something is defined by a smaller version of itself, down to a case so small that it answers directly.",
    more: "A folder's size is the size of its files plus the sizes of its folders. Without the smallest case, an empty folder, it would never end. In code that smallest case is called the base case; forget it, and the stack overflows.",
  },
  {
    asks: /\b(blockchain)\b/,
    title: "Blockchain",
    lead: "A blockchain is a list of records kept by many computers, in which every block carries a hash of the one before.",
    more: "Because of those hashes, changing an old record changes everything after it, and the others notice. What it buys is agreement without a single keeper; what it costs is speed, storage and a way to settle who may write next.",
  },
  {
    asks: /\b(hash|hashing|hash function)\b/,
    title: "Hash",
    lead: "A hash function turns any amount of data into a short fixed number, always the same one for the same data.",
    more: "A cryptographic hash is made so that nobody can find the data from the number, nor two different data with one number. That is why a receipt can prove which words were answered without showing them.",
  },
  {
    asks: /\b(photosynthesis)\b/,
    title: "Photosynthesis",
    lead: "Photosynthesis is how plants make sugar from water and carbon dioxide, with light as the energy.",
    more: "It happens in chloroplasts, where the green pigment chlorophyll catches the light. Oxygen is what is left over. In short: carbon dioxide + water + light become glucose + oxygen.",
  },
  {
    asks: /\b(gravity)\b/,
    title: "Gravity",
    lead: "Gravity is the attraction between things that have mass: more mass pulls more, more distance pulls less.",
    more: "Newton wrote it as a force that falls with the square of the distance. Einstein described it as the bending of space and time by mass. For throwing a ball, Newton is enough.",
  },
  {
    asks: /\b(black holes?)\b/,
    title: "Black holes",
    lead: "A black hole is a region where gravity is so strong that not even light can leave.",
    more: "Its edge is called the event horizon. Many form when very massive stars collapse at the end of their lives; much larger ones sit in the middle of galaxies, ours included.",
  },
  {
    asks: /\b(machine learning|neural networks?|deep learning)\b/,
    title: "Machine learning",
    lead: "Machine learning is fitting a program to examples instead of writing its rules by hand.",
    more: "A neural network is one form: layers of simple sums with adjustable weights. Training shows it examples, measures the error, and nudges each weight to make the error smaller; many nudges later it generalises, or it has merely memorised. Testing on examples it never saw tells which.",
  },
  {
    asks: /\b(artificial intelligence|what is ai|explain ai)\b/,
    title: "Artificial intelligence",
    lead: "Artificial intelligence is the craft of making machines do what we would call thinking if a person did it.",
    more: "Today it mostly means models trained on many examples, such as language models, which predict the next piece of a text. I am something humbler: rules, templates and dice, wearing the same coat.",
  },
  {
    asks: /\b(language model|llms?|large language)\b/,
    title: "Language models",
    lead: "A language model predicts the next token of a text, over and over.",
    more: "Large ones learn this from a great deal of text, and abilities such as summing up or translating come along with it. They can also be fluently wrong. I imitate the shape of one, offline; the routing, pricing and proof around me are done as for a real one.",
  },
  {
    asks: /\b(encryption|encrypt|public key|cryptography)\b/,
    title: "Encryption",
    lead: "Encryption turns a message into something only the holder of a key can read.",
    more: "With one shared key for both directions it is called symmetric. With a pair, a public key that anybody may use and a private one that stays at home, strangers can write to you in secret; used the other way round, the pair makes signatures: only you can sign, everybody can check.",
  },
  {
    asks: /\b(inflation)\b/,
    title: "Inflation",
    lead: "Inflation is a general rise of prices: the same money buys less than before.",
    more: "It is measured by following the price of a basket of goods over time. Moderate inflation is usual; a fast one eats savings and makes plans hard. Central banks try to steer it, mostly by the interest rate.",
  },
  {
    asks: /\b(compound interest)\b/,
    title: "Compound interest",
    lead: "Compound interest is interest on interest: what was earned starts earning too.",
    more: "After n years an amount A at rate r has become A × (1 + r)^n. A rule of thumb: divide 72 by the rate in percent, and you have about the years it takes to double. Ask me to compute one, and I will.",
  },
  {
    asks: /\b(rainbows?)\b/,
    title: "Rainbows",
    lead: "A rainbow is sunlight bent, reflected once inside raindrops, and bent again on its way out.",
    more: "Each colour leaves at a slightly different angle, red at about 42 degrees, so the colours part. You always stand with the sun behind you, and everybody sees a rainbow of their own.",
  },
  {
    asks: /\b(seasons)\b/,
    title: "Seasons",
    lead: "Seasons come from the tilt of the Earth's axis, not from its distance to the Sun.",
    more: "For half of the year one hemisphere leans towards the Sun: its days are longer and the light falls more steeply. The other half of the year it leans away. That is why it is summer in the south when it is winter in the north.",
  },
  {
    asks: /\b(sky blue|blue sky|why is the sky)\b/,
    title: "The blue of the sky",
    lead: "The sky is blue because air scatters short waves of light more than long ones.",
    more: "Blue light is thrown about and reaches us from everywhere; red passes more nearly straight. Towards evening the light's path through the air is long, most of the blue has been scattered away, and what is left is orange and red.",
  },
  {
    asks: /\b(dna)\b/,
    title: "DNA",
    lead: "DNA is the molecule in which living things keep the instructions for building themselves.",
    more: "It is a double helix of four letters: A pairs with T, C with G. Stretches of it are read out and made into proteins. Cells copy it before they divide, mostly without mistakes; the mistakes are one source of variety.",
  },
  {
    asks: /\b(evolution|natural selection)\b/,
    title: "Evolution",
    lead: "Evolution is the change of living things over generations.",
    more: "Offspring differ a little; those differences are partly inherited; and not all of them leave equally many offspring. From these three, natural selection follows. Given long times, it explains both the fit of creatures to their places and the family tree that connects them.",
  },
  {
    asks: /\b(democracy)\b/,
    title: "Democracy",
    lead: "Democracy is government by the people, as a rule through elections in which votes count equally.",
    more: "Voting alone is not the whole of it: it needs rights that a majority cannot vote away, courts that do not take orders, and a press that may annoy. Its quiet virtue is that those in office can be replaced without a fight.",
  },
  {
    asks: /\b(apis?)\b/,
    title: "API",
    lead: "An API is the set of promises by which one program lets others use it.",
    more: "It says what you may ask, in which form, and what comes back. A good one hides how the work is done, so that it may change. The gateway through which you reached me is one: it speaks the form that many AI programs have in common.",
  },
  {
    asks: /\b(internet)\b/,
    title: "The internet",
    lead: "The internet is a network of networks that pass on packets of data by common rules.",
    more: "Every device has an address; routers hand packets towards it one hop at a time, and nobody is in charge of the whole way. The web, mail and calls are things that run on top of it.",
  },
  {
    asks: /\b(statistics|p-?values?|significan\w+)\b/,
    title: "The p-value",
    lead: "A p-value is the chance of seeing data at least as extreme as yours if there were no effect.",
    more: "It is not the chance that there is no effect. A small one says that your data would be surprising without an effect; how large the effect is, and whether it matters, are other questions. Decide how many people you need before you look.",
  },
  {
    asks: /\b(a\/b tests?|ab tests?|split tests?)\b/,
    title: "A/B tests",
    lead: "An A/B test shows two versions to people chosen by lot, and compares what they do.",
    more: "The lot is the point: with it, the groups differ only by chance and by the version. Choose the measure and the number of people beforehand, check that the split came out as planned, and do not stop at the first good day.",
  },
  {
    asks: /\b(retention|churn)\b/,
    title: "Retention",
    lead: "Retention is the share of people who come back after a given time; churn is the rest.",
    more: "Say which people, what counts as coming back, and after how long; otherwise two retentions cannot be compared. Curves that flatten are good news: somebody is staying.",
  },
  {
    asks: /\b(git|version control)\b/,
    title: "Git",
    lead: "Git keeps the history of a set of files as snapshots, each pointing to the one before.",
    more: "A branch is a movable name for a snapshot; a merge joins two histories. Since every copy has the whole history, you can work without a network. Commit often, and say why in the message.",
  },
  {
    asks: /\b(big ?o|time complexity)\b/,
    title: "Big O",
    lead: "Big O says how the cost of an algorithm grows with its input, for large inputs and ignoring constant factors.",
    more: "Looking through a list is O(n); halving a sorted one, O(log n); comparing each with each, O(n²). It does not say which is faster for ten items, and that is often the question.",
  },
  {
    asks: /\b(pythagor\w+)\b/,
    title: "Pythagoras",
    lead: "In a right-angled triangle, the squares on the two short sides add up to the square on the long one: a² + b² = c².",
    more: "With sides 3 and 4 the long one is 5. It is how distances are measured on a grid: across and up, squared, added, and the root taken. Give me two sides, and I will take the root.",
  },
  {
    asks: /\b(tides?)\b/,
    title: "Tides",
    lead: "Tides are the sea's answer to the gravity of the Moon and, less, of the Sun.",
    more: "The pull differs across the Earth, so the water is stretched into two bulges, and most coasts see two high tides in a little over a day. When Sun and Moon pull in line, at new and full moon, they are largest: spring tides.",
  },
  {
    asks: /\b(vaccines?|vaccination)\b/,
    title: "Vaccines",
    lead: "A vaccine shows the immune system something of a germ, so that it is prepared for the real one.",
    more: "The body makes antibodies and memory cells without going through the illness. For advice about yourself, ask a doctor: I am the wrong kind of help for that.",
  },
  {
    asks: /\b(supply and demand)\b/,
    title: "Supply and demand",
    lead: "Supply is what is offered, demand what is wanted, and the price is where they meet.",
    more: "When more is wanted than offered, prices rise or people queue; when less, prices fall or shelves stay full. Supply that is built before anybody wants it waits. This network watches just that: whether demand reaches every layer of it.",
  },
];
