//! Syllables of Portuguese words, by their spelling.
//!
//! Each vowel starts a syllable unless it glides into the one before or after it. Where Portuguese allows
//! both (*cri-ar*, *criar*), the longer way is counted.

const ACCENTED: &str = "áéíóúâêôàãõ";

/// Words that the rules below miscount. `etcd` is said letter by letter.
const WHOLE: &[(&str, usize)] =
    &[("ao", 1), ("aos", 1), ("etcd", 4), ("gmail", 2), ("google", 2), ("mail", 1), ("online", 3), ("quorum", 2)];

/// Of one word without hyphens, in small letters.
pub fn syllables(word: &str) -> usize {
    if let Some((_, count)) = WHOLE.iter().find(|(whole, _)| *whole == word) {
        return *count;
    }
    let letters: Vec<char> = word.chars().collect();
    let mut nuclei = 0;
    // The vowel of the open syllable, if the letter before this one is that vowel.
    let mut open: Option<usize> = None;
    for (at, &letter) in letters.iter().enumerate() {
        if !is_vowel(letter) || is_mute_u(&letters, at) {
            open = None;
        } else if open.is_some_and(|before| is_one_syllable(&letters, before)) {
            // What follows a diphthong starts anew: *mai-o*, *i-dei-a*.
            open = None;
        } else {
            nuclei += 1;
            open = Some(at);
        }
    }
    nuclei.max(1)
}

fn is_vowel(letter: char) -> bool {
    "aeiouyü".contains(letter) || ACCENTED.contains(letter)
}

/// *que*, *quase*, *guia*, *água*: it has no syllable of its own behind `q`, nor between `g` and a vowel.
fn is_mute_u(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| letters[at]);
    let is_before_vowel = letters.get(at + 1).copied().is_some_and(is_vowel);
    "uü".contains(letters[at]) && is_before_vowel && matches!(before, Some('q' | 'g'))
}

/// Whether the vowels at `first` and behind it are in one syllable.
fn is_one_syllable(letters: &[char], first: usize) -> bool {
    let (vowel, next, after) = (letters[first], letters[first + 1], &letters[first + 2..]);
    match (vowel, next) {
        ('ã', 'o' | 'e' | 'i') | ('õ', 'e') => true,
        (_, 'i' | 'u' | 'y') if vowel != next => !is_hiatus_before(letters, first + 1),
        // *his-tó-ria*, *tá-bua*, *ví-deo*, but *di-a* and *ru-a*: at the end, behind the stressed syllable.
        ('i' | 'u' | 'e' | 'o', 'a' | 'e' | 'o') if vowel != next => {
            matches!(after, [] | ['s']) && letters[..first].iter().any(|letter| "áéíóúâêô".contains(*letter))
        }
        _ => false,
    }
}

/// Whether what follows the `i` or `u` at `at` gives it a syllable of its own: *ra-i-nha*, *sa-ir*, *a-in-da*.
fn is_hiatus_before(letters: &[char], at: usize) -> bool {
    let is_consonant = |at: usize| letters.get(at).is_none_or(|letter| !is_vowel(*letter));
    match letters.get(at + 1) {
        Some('n') if letters.get(at + 2) == Some(&'h') => true,
        Some('l' | 'm' | 'n' | 'r' | 'z') => is_consonant(at + 2) || letters[..=at].ends_with(&['r', 'e', 'u']),
        // *dis-tri-bu-i-ção*
        Some('ç') => letters[at - 1] == 'u',
        _ => false,
    }
}

#[test]
fn words_are_split() {
    let counts = [
        (1, "eu pai mais dois seis três pois não mãe põe meu viu ao que quem bem sol mão quais"),
        (
            2,
            "casa carta água quase quatro guia igual leões país aí saiu caiu sair cair raiz ruim juiz rio dia rua lua \
             boa meio caio muito abriu série vídeo língua ninguém alguém guarda caem voo treino azuis balões pior vários próprio",
        ),
        (
            3,
            "amigo rainha saída ainda história silêncio aguenta criado cliente viagem escolheu rápido \
             avião saindo inteiro receita moinho atual teatro notícia caminho relógio pessoa aumenta ciência \
             construiu servidor recebe",
        ),
        (4, "coordena necessário tabuleiro funcionar energia aconteceu reunião quadradinho brasileiro"),
        (5, "computadores coordenador experimenta distribuição distribuído distribuidores"),
        (6, "universidade operacional"),
        (7, "escalabilidade funcionalidade responsabilidade"),
    ];
    let mut words = 0;
    for (count, list) in counts {
        for word in list.split_whitespace() {
            assert_eq!(syllables(word), count, "{word}");
            words += 1;
        }
    }
    assert!(words >= 60, "{words}");
}
