/** What people type, written down by hand, and the title that they mean. */

const LETTERS_LEFT_OUT = `
  shawshank redemtion | The Shawshank Redemption
  pulp ficton | Pulp Fiction
  forest gump | Forrest Gump
  gladiatr | Gladiator
  schindlers lst | Schindler's List
  momento | Memento
  batmn begins | Batman Begins
  saving privat ryan | Saving Private Ryan
  the depated | The Departed
  silence of the lams | The Silence of the Lambs
  titnic | Titanic
  bravehart | Braveheart
  sixth sens | The Sixth Sense
  kil bil volume 1 | Kill Bill: Volume 1
  goodfelas | Goodfellas
  american histry x | American History X
  dony darko | Donnie Darko
  the prestge | The Prestige
  the gren mile | The Green Mile
  tranformers | Transformers
  incepton | Inception
  blad runer | Blade Runner
  requim for a dream | Requiem for a Dream
  inglorious basterds | Inglourious Basterds
  the big lebowsky | The Big Lebowski
  slumdog milionaire | Slumdog Millionaire
  casino royal | Casino Royale
  casablnca | Casablanca
  finding nmo | Finding Nemo
  the incredbles | The Incredibles
  childen of men | Children of Men
  jurasic park | Jurassic Park
  litle miss sunshine | Little Miss Sunshine
  transpotting | Trainspotting
  independance day | Independence Day
  milion dollar baby | Million Dollar Baby
  benjamin buton | The Curious Case of Benjamin Button
  minorty report | Minority Report
  groundhg day | Groundhog Day
  watchmn | Watchmen
  ratatouile | Ratatouille
  lost in translaton | Lost in Translation
  the hangver | The Hangover
  magnola | Magnolia
  brokeback mountin | Brokeback Mountain
  american ganster | American Gangster
  being john malkovic | Being John Malkovich
  plattoon | Platoon
  mulholand drive | Mulholland Drive
  edward scisorhands | Edward Scissorhands
`;

const LETTERS_TOO_MANY = `
  the mattrix | The Matrix
  avatarr | Avatar
  fightt club | Fight Club
  braveheartt | Braveheart
  the terminattor | The Terminator
  the shinning | The Shining
  snatchh | Snatch
  appocalypse now | Apocalypse Now
  farrgo | Fargo
  shreck | Shrek
  the trueman show | The Truman Show
  taxxi driver | Taxi Driver
  scarfacce | Scarface
  toyy story 3 | Toy Story 3
  good will huntting | Good Will Hunting
  supperbad | Superbad
  kingg kong | King Kong
  hott fuzz | Hot Fuzz
  a beautifull mind | A Beautiful Mind
  the princess brides | The Princess Bride
  mystick river | Mystic River
  blood diammond | Blood Diamond
  gangsters of new york | Gangs of New York
  sleeppy hollow | Sleepy Hollow
  serrenity | Serenity
  the last samurrai | The Last Samurai
  shuttter island | Shutter Island
  collaterall | Collateral
  tropical thunder | Tropic Thunder
  the exorcisst | The Exorcist
  castt away | Cast Away
  hanncock | Hancock
  dogmma | Dogma
  american psyccho | American Psycho
  amaddeus | Amadeus
  pearl harbour | Pearl Harbor
  the notebbook | The Notebook
  the wresttler | The Wrestler
  hottel rwanda | Hotel Rwanda
  the illussionist | The Illusionist
  raging bulll | Raging Bull
  predatorr | Predator
  vannilla sky | Vanilla Sky
  appollo 13 | Apollo 13
  national treassure | National Treasure
  startship troopers | Starship Troopers
  the royall tenenbaums | The Royal Tenenbaums
  zombie land | Zombieland
  home allone | Home Alone
  gone with the winnd | Gone with the Wind
`;

const LETTERS_SWAPPED_OR_MISTYPED = `
  teh dark knigth | The Dark Knight
  teh godfahter | The Godfather: Part III
  fihgt culb | Fight Club
  the martix | The Matrix
  gladaitor | Gladiator
  titanci | Titanic
  avtaar | Avatar
  the depatred | The Departed
  back to teh future | Back to the Future
  the prestgie | The Prestige
  trasnformers | Transformers
  incpetion | Inception
  aleins | Alien
  teh shining | The Shining
  irom man | Iron Man
  casalbanca | Casablanca
  faego | Fargo
  finding nwmo | Finding Nemo
  taxi drivre | Taxi Driver
  jurrasic prak | Jurassic Park
  star trke | Star Trek
  the fifth elemnet | The Fifth Element
  the huger | The Hunger
  oceans elevne | Ocean's Eleven
  the loin king | The Lion King
  cloverfeild | Cloverfield
  shaun of the daed | Shaun of the Dead
  the painist | The Pianist
  minoriyt report | Minority Report
  knig kong | King Kong
  wathcmen | Watchmen
  the bourne idnetity | The Bourne Identity
  men in balck | Men in Black
  the simspons movie | The Simpsons Movie
  the davinci code | The Da Vinci Code
  rian man | Rain Man
  sleepy hollwo | Sleepy Hollow
  into the wlid | Into the Wild
  lvoe actually | Love Actually
  unbreakalbe | Unbreakable
  the fugitvie | The Fugitive
  almost famuos | Almost Famous
  eyes wide shtu | Eyes Wide Shut
  garden staet | Garden State
  bruce almgihty | Bruce Almighty
  stand by em | Stand by Me
  the vilalge | The Village
  equilibruim | Equilibrium
  kingdom of heavne | Kingdom of Heaven
  napolean dynamite | Napoleon Dynamite
`;

const AS_THEY_SOUND = `
  shawshenk redempshun | The Shawshank Redemption
  memmento | Memento
  the yousual suspects | The Usual Suspects
  brave hart | Braveheart
  good fellows | Goodfellas
  requiem 4 a dreem | Requiem for a Dream
  eternal sunshine of the spotles mined | Eternal Sunshine of the Spotless Mind
  slum dog millionair | Slumdog Millionaire
  a pocalypse now | Apocalypse Now
  kasablanka | Casablanca
  spiderman | Spider-Man
  elay confidential | L.A. Confidential
  shrec | Shrek
  traynspotting | Trainspotting
  indipendence day | Independence Day
  the curius case of benjamin button | The Curious Case of Benjamin Button
  ratatooey | Ratatouille
  ratatooie | Ratatouille
  cloverfeeld | Cloverfield
  the pianest | The Pianist
  super bad | Superbad
  hary poter and the chamber of secrets | Harry Potter and the Chamber of Secrets
  pirates of the carribean dead mans chest | Pirates of the Caribbean: Dead Man's Chest
  indianna jones and the last crusade | Indiana Jones and the Last Crusade
  lord of the rings the too towers | The Lord of the Rings: The Two Towers
  blud dimond | Blood Diamond
  broke back mountain | Brokeback Mountain
  knoked up | Knocked Up
  sereniti | Serenity
  shuter ilend | Shutter Island
  cholateral | Collateral
  the exorsist | The Exorcist
  mulholland dryve | Mulholland Drive
  edward sizzorhands | Edward Scissorhands
  americain sycho | American Psycho
  blak hawk down | Black Hawk Down
  amadayus | Amadeus
  the noteboock | The Notebook
  quantam of solice | Quantum of Solace
  burn after reeding | Burn After Reading
  hotel ruanda | Hotel Rwanda
  sherlok homes | Sherlock Holmes
  the blare witch project | The Blair Witch Project
  equalibrium | Equilibrium
  the boondok saints | The Boondock Saints
  starship trupers | Starship Troopers
  apocalipto | Apocalypto
  the pursuit of hapiness | The Pursuit of Happyness
  shakespear in love | Shakespeare in Love
  zoolender | Zoolander
`;

interface Misspelling {
  readonly typed: string;
  readonly title: string;
}

export const MISSPELLINGS: readonly Misspelling[] = [
  LETTERS_LEFT_OUT,
  LETTERS_TOO_MANY,
  LETTERS_SWAPPED_OR_MISTYPED,
  AS_THEY_SOUND,
].flatMap((list) =>
  list
    .trim()
    .split('\n')
    .map((line) => {
      const [typed = '', title = ''] = line.split('|').map((text) => text.trim());
      return { typed, title };
    }),
);
