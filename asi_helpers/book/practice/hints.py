"""What `check` says, in English and Indonesian. A hint names the mistake, never the answer."""

from ...language import Joined, Label

MESSAGES = {
    "list": Label("The live exercises:", id="Latihan langsung:"),
    "dots": Label(
        "**Your turn.** Replace the three dots by your answer and run the cell again.",
        id="**Giliran Anda.** Ganti tiga titik dengan jawaban Anda, lalu jalankan sel ini lagi.",
    ),
    "right": Label(
        "**Right.** Now say it in a sentence that names everything it is about.",
        id="**Benar.** Sekarang ucapkan dalam satu kalimat yang menyebut semua hal terkait.",
    ),
    "not_yet": Label("**Not yet.**", id="**Belum.**"),
    "right_digits": Label("**Nearly.** The digits are right.", id="**Hampir.** Angkanya benar."),
    "right_so_far": Label("**Right so far.**", id="**Sejauh ini benar.**"),
    "if_rounded": Label(
        "**Right so far, if you rounded it:** give three decimals. If you did not:",
        id="**Sejauh ini benar, jika dibulatkan:** berikan tiga desimal. Jika tidak:",
    ),
}

HINTS = {
    # How an answer is written
    "comma_tuple": Label(
        "Python read your decimal comma as a comma between two numbers: write a point, such as "
        "12.5 and not 12,5.",
        id="Python membaca koma desimal Anda sebagai koma di antara dua angka: tulislah titik, "
        "misalnya 12.5, bukan 12,5.",
    ),
    "none": Label(
        "The answer is empty (None). Does your last line end with the value, or only print it?",
        id="Jawabannya kosong (None). Apakah baris terakhir Anda menghasilkan nilai, atau hanya "
        "mencetaknya dengan print?",
    ),
    "table": Label(
        "That is a whole table. Take out or compute what is asked.",
        id="Itu seluruh tabel. Ambil atau hitung apa yang ditanyakan.",
    ),
    "function": Label(
        "That is a function, not yet a number. Call it, with its table in round brackets.",
        id="Itu fungsi, belum angka. Panggillah dengan tabelnya di dalam tanda kurung.",
    ),
    "test_result": Label(
        "That is a whole test result. Which number of it, if any, answers the question?",
        id="Itu seluruh hasil uji. Angka mana di dalamnya yang menjawab pertanyaan?",
    ),
    "true_false": Label(
        "That is True or False. The question asks for a number.",
        id="Itu True atau False. Pertanyaannya meminta angka.",
    ),
    "not_finite": Label(
        "That is infinite or not a number. Is there a division by zero on the way?",
        id="Itu tak hingga atau bukan angka. Adakah pembagian dengan nol?",
    ),
    "unreadable": Label(
        "No number can be read from that. Give a number such as 12.5, or a pair such as "
        "(1.2, 3.4) where an interval is asked.",
        id="Tidak ada angka yang dapat dibaca. Berikan angka seperti 12.5, atau pasangan seperti "
        "(1.2, 3.4) bila yang ditanyakan interval.",
    ),
    "one_number": Label(
        "One number is asked, and you gave more than one.",
        id="Yang ditanyakan satu angka, tetapi Anda memberikan lebih dari satu.",
    ),
    "one_count": Label(
        "One whole number is asked. To Python a comma stands between two numbers.",
        id="Yang ditanyakan satu bilangan bulat. Bagi Python, koma memisahkan dua angka.",
    ),
    "commas": Label(
        "One number is asked, and Python reads several, with commas between them. If you meant a "
        "decimal comma, write a point, such as 12.5 and not 12,5.",
        id="Yang ditanyakan satu angka, tetapi Python membaca beberapa angka yang dipisahkan koma. "
        "Jika yang Anda maksud koma desimal, tulislah titik, misalnya 12.5, bukan 12,5.",
    ),
    "two_numbers": Label(
        "An interval has two limits: give both, as (low, high).",
        id="Interval mempunyai dua batas: berikan keduanya sebagai (bawah, atas).",
    ),
    "more_than_two": Label(
        "An interval has two limits, and you gave more numbers than two. If you meant decimal "
        "commas, write points, such as (1.2, 3.4).",
        id="Interval mempunyai dua batas, tetapi Anda memberikan lebih dari dua angka. Jika yang "
        "Anda maksud koma desimal, tulislah titik, misalnya (1.2, 3.4).",
    ),
    "comma_pair": Label(
        "To Python a comma stands between two numbers. If yours was a decimal comma, write a "
        "point, such as 12.5 and not 12,5. An interval has two limits: give both, as (low, high).",
        id="Bagi Python, koma memisahkan dua angka. Jika itu koma desimal, tulislah titik, "
        "misalnya 12.5, bukan 12,5. Interval mempunyai dua batas: berikan keduanya sebagai (bawah, "
        "atas).",
    ),
    "minus": Label(
        "That is one number, below zero. If you wrote a dash between two limits: Python reads it "
        "as minus. Write a comma, such as (1.2, 3.4).",
        id="Itu satu angka, di bawah nol. Jika Anda menulis tanda hubung di antara dua batas: "
        "Python membacanya sebagai minus. Tulislah koma, misalnya (1.2, 3.4).",
    ),
    # A cell that Python could not run
    "empty": Label(
        "Nothing stands behind the equals sign. Write your number there.",
        id="Di belakang tanda sama dengan belum ada apa-apa. Tulislah angka Anda di situ.",
    ),
    "unknown_name": Label(
        "Python knows nothing called `{name}` here. An answer is a number and not a word. If it is "
        "a name from a cell above, check its letters, and run that cell first.",
        id="Python tidak mengenal `{name}` di sini. Jawaban adalah angka, bukan kata. Jika itu "
        "nama dari sel di atas, periksa hurufnya, dan jalankan dulu sel itu.",
    ),
    "no_answer": Label(
        "The cell has no `{name}` yet. Write a line above the last one: `{name} = `, and then your "
        "number.",
        id="Sel ini belum mempunyai `{name}`. Tulislah satu baris di atas baris terakhir: "
        "`{name} = `, lalu angka Anda.",
    ),
    "first_cell": Label(
        "Python does not know `{name}` yet. Run the chapter's first cell before this one: menu "
        "Run, Run All Above Selected Cell.",
        id="Python belum mengenal `{name}`. Jalankan dulu sel pertama bab ini: menu Run, Run All "
        "Above Selected Cell.",
    ),
    # Rounded further than the question can bear
    "rounded": Label(
        "Give two decimals. If there are no more, it is another number: compute it once more.",
        id="Berikan dua desimal. Jika desimalnya memang tidak ada lagi, itu angka lain: hitunglah "
        "sekali lagi.",
    ),
    "rounded_percent": Label(
        "Give one decimal. If there is none, it is another number: compute it once more.",
        id="Berikan satu desimal. Jika desimalnya memang tidak ada, itu angka lain: hitunglah "
        "sekali lagi.",
    ),
    "rounded_away": Label(
        "If you rounded it, that was too far to see whether it is right: give two decimals. If you "
        "did not, compute it once more.",
        id="Jika dibulatkan, pembulatannya terlalu jauh untuk dinilai: berikan dua desimal. Jika "
        "tidak, hitunglah sekali lagi.",
    ),
    # Slips of any exercise
    "sign": Label(
        "The size is right, but the sign is not.", id="Besarnya benar, tetapi tandanya salah."
    ),
    "hundred": Label(
        "The digits are right, but your number is a hundred times too small.",
        id="Angkanya benar, tetapi seratus kali terlalu kecil.",
    ),
    "percent": Label(
        "The digits are right, but your number is a hundred times too large: no percent is asked.",
        id="Angkanya benar, tetapi seratus kali terlalu besar: yang ditanyakan bukan persen.",
    ),
    "percent_twice": Label(
        "The digits are right, but your number is a hundred times too large. It was a percentage "
        "before you multiplied by 100 once more.",
        id="Angkanya benar, tetapi seratus kali terlalu besar. Angka itu sudah persen sebelum "
        "dikalikan 100 sekali lagi.",
    ),
    "fraction_of_mother": Label(
        "A number of mothers is a whole number. Add counts, and divide nothing.",
        id="Banyaknya ibu adalah bilangan bulat. Jumlahkan frekuensinya, tanpa membagi apa pun.",
    ),
    "near": Label(
        "Very near. Keep all digits on the way, and round only at the end.",
        id="Hampir. Simpan semua angka selama menghitung, dan bulatkan di akhir saja.",
    ),
    "other_whole": Label(
        "Which cells of the table hold the mothers in question? Add these and no others.",
        id="Sel tabel mana yang berisi ibu yang ditanyakan? Jumlahkan sel itu saja.",
    ),
    "other_percent": Label(
        'Ask "of whom?": that group goes below, and those of them with the outcome on top.',
        id='Tanyakan "dari siapa?": kelompok itu di bawah, dan yang mengalami luaran di atas.',
    ),
    "other_number": Label(
        "Write down what goes on top and what goes below, with the names of the cells, and compare "
        "with the chapter's worked example.",
        id="Tulislah apa yang di atas dan apa yang di bawah, dengan nama selnya, lalu bandingkan "
        "dengan contoh dalam bab ini.",
    ),
    "other_pair": Label(
        "Start from the ratio the right way up. Does your interval hold it, and is the square root "
        "of low times high near to it?",
        id="Mulailah dari rasio yang arahnya benar. Apakah interval Anda memuatnya, dan apakah "
        "akar dari batas bawah kali batas atas dekat dengannya?",
    ),
    # Counts and percentages
    "one_group": Label(
        "That is one of the two groups only. The question takes both together.",
        id="Itu hanya satu dari dua kelompok. Pertanyaannya mencakup keduanya.",
    ),
    "percent_for_count": Label(
        "That is a share of the mothers. The question asks for a number of mothers.",
        id="Itu persentase atau proporsi ibu. Yang ditanyakan adalah banyaknya ibu.",
    ),
    "count_for_percent": Label(
        "That is a number of mothers. Divide it by the group they belong to, and take it in "
        "percent.",
        id="Itu banyaknya ibu. Bagilah dengan banyaknya ibu dalam kelompoknya, lalu nyatakan dalam "
        "persen.",
    ),
    "proportion": Label(
        "You have it as a proportion. The question asks for percent: how many in a hundred?",
        id="Itu proporsi. Yang ditanyakan persen: berapa dari seratus?",
    ),
    "odds_for_percent": Label(
        "You set those with the outcome against those without: these are odds. For a percentage, "
        "divide by everybody in the group.",
        id="Anda membandingkan yang mengalami luaran dengan yang tidak: itu odds. Untuk persen, "
        "bagilah dengan semua orang dalam kelompok.",
    ),
    "total_percent": Label(
        'You divided by all mothers in the study. The whole is the group named after "of".',
        id="Anda membagi dengan semua ibu dalam penelitian. Penyebutnya seharusnya kelompok yang "
        'disebut setelah "dari".',
    ),
    "prevalence_of_all": Label(
        "That takes both groups together. The question is about one of them.",
        id="Itu kedua kelompok bersama-sama. Yang ditanyakan hanya salah satunya.",
    ),
    "other_group": Label(
        "That belongs to the other group. Read once more which group is asked.",
        id="Itu milik kelompok lain. Baca lagi kelompok mana yang ditanyakan.",
    ),
    "other_outcome": Label(
        "That counts the other outcome. Read once more which outcome is asked.",
        id="Itu menghitung luaran yang lain. Baca lagi luaran mana yang ditanyakan.",
    ),
    # Intervals
    "swapped": Label(
        "Both limits are right, but the lower one comes first.",
        id="Kedua batas benar, tetapi batas bawah ditulis lebih dulu.",
    ),
    "upside_down": Label(
        "That interval is upside down: it compares the groups, or the outcomes, the other way "
        "round.",
        id="Interval itu terbalik: kelompok atau luarannya dibandingkan ke arah sebaliknya.",
    ),
    "printed": Label(
        "These are the limits as printed. Compare them with the printed estimate: can they belong "
        "to it?",
        id="Itu batas-batas yang tercetak. Bandingkan dengan estimasi yang tercetak: mungkinkah "
        "itu pasangannya?",
    ),
    "pr_interval": Label(
        "That is the interval of the prevalence ratio. The odds ratio is asked.",
        id="Itu interval rasio prevalensi. Yang ditanyakan rasio odds.",
    ),
    "pd_interval": Label(
        "That is the interval of the difference. The interval of a ratio is asked.",
        id="Itu interval selisih. Yang ditanyakan interval sebuah rasio.",
    ),
    "log_scale": Label(
        "That is still on the log scale. Take the exponential to come back to a ratio.",
        id="Itu masih dalam skala log. Gunakan eksponensial untuk kembali ke rasio.",
    ),
    "other_level": Label(
        "The method is right, but the confidence level is not 95%.",
        id="Caranya benar, tetapi tingkat kepercayaannya bukan 95%.",
    ),
    "haldane": Label(
        "You added a half to every cell. That is for tables with a zero cell; none is here.",
        id="Anda menambahkan setengah pada setiap sel. Itu untuk tabel dengan sel nol; di sini "
        "tidak ada.",
    ),
    # Ratios
    "reciprocal": Label(
        "That is the right number upside down. Which one belongs on top?",
        id="Itu angka yang benar tetapi terbalik. Yang mana seharusnya di atas?",
    ),
    "below_one": Label(
        "You turned it upside down. A ratio below 1 need not be a mistake: compare it with the "
        "percentages.",
        id="Anda membaliknya. Rasio di bawah 1 belum tentu salah: bandingkan dengan persentasenya.",
    ),
    "por_for_pr": Label(
        "That is the odds ratio. For the prevalence ratio, divide each count by its whole group "
        "first.",
        id="Itu rasio odds. Untuk rasio prevalensi, bagilah dulu setiap frekuensi dengan seluruh "
        "kelompoknya.",
    ),
    "pr_for_por": Label(
        "That is the prevalence ratio. For an odds ratio, set those with the outcome against those "
        "without, in each group.",
        id="Itu rasio prevalensi. Untuk rasio odds, bandingkan yang mengalami luaran dengan yang "
        "tidak, di setiap kelompok.",
    ),
    "por_reciprocal": Label(
        "That is the odds ratio, and upside down. Divide each count by its whole group, and put "
        "the group named first on top.",
        id="Itu rasio odds, dan terbalik. Bagilah setiap frekuensi dengan seluruh kelompoknya, dan "
        "letakkan kelompok yang disebut pertama di atas.",
    ),
    "pr_reciprocal": Label(
        "That is the prevalence ratio, and upside down. Use odds, and put the group named first on "
        "top.",
        id="Itu rasio prevalensi, dan terbalik. Gunakan odds, dan letakkan kelompok yang disebut "
        "pertama di atas.",
    ),
    "difference_for_ratio": Label(
        "That is a difference of percentages. A ratio divides.",
        id="Itu selisih persentase. Rasio adalah pembagian.",
    ),
    "phi_for_ratio": Label(
        "That is the phi coefficient, a correlation. A ratio compares two groups by division.",
        id="Itu koefisien phi, sebuah korelasi. Rasio membandingkan dua kelompok dengan pembagian.",
    ),
    "transposed": Label(
        "You took rows for columns: the whole of each percentage is a group, not an outcome.",
        id="Baris dan kolom tertukar: penyebut setiap persentase adalah kelompok, bukan luaran.",
    ),
    "p_for_effect": Label(
        "That is the p-value. It says how surprising the table would be without an association, "
        "not how large the association is.",
        id="Itu nilai p. Nilai p menyatakan seberapa mengejutkan tabel itu jika tidak ada "
        "hubungan, bukan seberapa besar hubungannya.",
    ),
    "chi2_for_effect": Label(
        "That is chi-square. It grows with the number of mothers and is no measure of strength.",
        id="Itu kai kuadrat. Nilainya membesar bersama banyaknya ibu dan bukan ukuran kekuatan.",
    ),
}


# How an answer is written -------------------------------------------------------------------------

_WRITE = {
    "whole": Label(
        "Write the number {ways}, such as 12.", id="Tulislah angkanya {ways}, misalnya 12."
    ),
    "number": Label(
        "Write the number {ways}, such as 12.5.", id="Tulislah angkanya {ways}, misalnya 12.5."
    ),
    "comma_number": Label(
        "Write the number {ways}, such as 12.5 and not 12,5.",
        id="Tulislah angkanya {ways}, misalnya 12.5, bukan 12,5.",
    ),
    "pair": Label(
        "Write both limits {ways}, such as (1.2, 3.4).",
        id="Tulislah kedua batas {ways}, misalnya (1.2, 3.4).",
    ),
    "comma_pair": Label(
        "Write both limits {ways}, such as (1.2, 3.4) and not (1,2; 3,4).",
        id="Tulislah kedua batas {ways}, misalnya (1.2, 3.4), bukan (1,2; 3,4).",
    ),
    "comma_calculation": Label(
        "Write the calculation {ways}, such as 1.5 / 4 and not 1,5 / 4: Python works it out.",
        id="Tulislah perhitungannya {ways}, misalnya 1.5 / 4, bukan 1,5 / 4: Python yang "
        "menghitungnya.",
    ),
    "calculation": Label(
        "Write the calculation {ways}, such as 3 / 4: Python works it out.",
        id="Tulislah perhitungannya {ways}, misalnya 3 / 4: Python yang menghitungnya.",
    ),
}
_WAYS = {
    "quotes": Label("without quotes", id="tanpa tanda kutip"),
    "dots": Label("without the three dots", id="tanpa tiga titik"),
    "percent": Label("without a percent sign", id="tanpa tanda persen"),
    "words": Label("without words or units", id="tanpa kata atau satuan"),
    "signs": Label("without < or other signs", id="tanpa < atau tanda lain"),
    "stop": Label("without a full stop behind it", id="tanpa titik di belakangnya"),
    "spaces": Label("without spaces", id="tanpa spasi"),
    "comma": Label("with a decimal point", id="dengan titik desimal"),
    "dash": Label("with the minus sign of the keyboard", id="dengan tanda minus pada papan ketik"),
    "brackets": Label("with every bracket in a pair", id="dengan tanda kurung yang berpasangan"),
    "operators": Label(
        "with * for times and / for divided by", id="dengan * untuk kali dan / untuk bagi"
    ),
    "alone": Label("and nothing else", id="saja"),
    "in_brackets": Label(
        "in brackets, with a comma between them", id="dalam tanda kurung, dipisahkan koma"
    ),
}


def how_to_write(what, ways):
    """
    Say how an answer is written so that Python reads it.

    Parameters
    ----------
    what : {"whole", "percent", "number", "pair", "calculation"}
    ways : list of str
        What was not so; may be empty.

    Returns
    -------
    Label

    Examples
    --------
    >>> how_to_write("pair", ["quotes", "percent"]).say("id")
    'Tulislah kedua batas tanpa tanda kutip dan tanpa tanda persen, misalnya (1.2, 3.4).'
    """
    what = "number" if what == "percent" else what
    if not ways:
        ways = ["in_brackets" if what == "pair" else "alone"]
    if "comma" in ways and f"comma_{what}" in _WRITE:
        what = f"comma_{what}"
    *first, last = (_WAYS[way] for way in ways)
    listed = Joined((Joined(tuple(first), ", "), last), _AND) if first else last
    return _WRITE[what].fill(ways=listed)


_AND = Label(" and ", id=" dan ")
