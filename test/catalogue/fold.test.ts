import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fold } from '../../src/catalogue/fold.ts';

const folding = suite('fold');

folding('what people type meets what is written', () => {
  const cases = [
    ['São Paulo', 'sao paulo'],
    ['Xi’an', 'xian'],
    ["Schindler's List", 'schindlers list'],
    ['St. Louis', 'st louis'],
    ['  WALL·E  ', 'wall e'],
    ['İzmir', 'izmir'],
    ['Łódź', 'lodz'],
    ['Tromsø', 'tromso'],
    ['Weißensee', 'weissensee'],
    ['Malmö', 'malmo'],
    ['Face/Off', 'face off'],
    ['Alien³', 'alien3'],
    ['?', ''],
  ] as const;
  for (const [text, folded] of cases) assert.is(fold(text), folded);
});

folding('what is folded stays as it is', () => {
  for (const text of ['Ürümqi', 'Å', 'ﬁlm', 'Ⅷ', 'ǅ', '東京', 'Ελλάδα'])
    assert.is(fold(fold(text)), fold(text));
});

folding.run();
