"""What `check` says, in English and Indonesian. A hint names the mistake, never the answer."""

from ...language import Label

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
    "other_digits": Label("**Not yet.**", id="**Belum.**"),
}

HINTS = {
    # How an answer is written
    "comma_text": Label(
        "Python needs a number: write it without quotes and with a decimal point, such as 12.5 "
        "and not '12,5'.",
        id="Python memerlukan angka: tulislah tanpa tanda kutip dan dengan titik desimal, misalnya "
        "12.5, bukan '12,5'.",
    ),
    "as_text": Label(
        "Python reads what stands in quotes as text: write the number without quotes, units or "
        "percent sign.",
        id="Python membaca isi tanda kutip sebagai teks: tulislah angkanya tanpa tanda kutip, "
        "satuan, atau tanda persen.",
    ),
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
        "That is a whole table. Take out or compute the one number that is asked.",
        id="Itu seluruh tabel. Ambil atau hitung satu angka yang ditanyakan.",
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
        "One number is asked, and you gave another amount of them.",
        id="Yang ditanyakan satu angka, tetapi banyaknya angka Anda berbeda.",
    ),
    "two_numbers": Label(
        "An interval has two limits: give both, as (low, high).",
        id="Interval mempunyai dua batas: berikan keduanya sebagai (bawah, atas).",
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
        "You turned it over. A ratio below 1 need not be a mistake: hold it against the "
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
        id="Itu kai-kuadrat. Nilainya membesar bersama banyaknya ibu dan bukan ukuran kekuatan.",
    ),
}
